"""Groups are checked against the product of the channel counts

Your function multiplies the two channel counts and looks whether the groups divide the
product. That refuses some of the impossible layers, but not all. A product can be
divided although one of its factors cannot: the other factor makes up for it. In a layer
the two sides cannot help each other like that. Channels that come in are dealt out
among the groups, channels that go out as well, and a rest on one side stays there.

Draw a layer with three channels in, two out and two groups. Three times two is six, and
two divides six. Now try to give each group its equal share of the three channels. What
does your function say to this layer?
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    slices = in_channels * out_channels
    if slices % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = slices // groups * rows * columns
    return weights + (out_channels if bias else 0)
