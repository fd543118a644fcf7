"""Groups divide the channels on both sides

Your count with groups is too small by one more factor of groups. You split the input
channels and the output channels, and count the weights of one single group. But there
are as many such groups as the name says, and all of them are there. What shrinks is
only what one kernel sees; there is still one kernel for each output channel.

Take two channels in, two out, two groups and windows of one pixel. The first output
sees the first input, the second sees the second. That is two connections. Does your
function find both of them, or only those of one group?
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = (out_channels // groups) * (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)
