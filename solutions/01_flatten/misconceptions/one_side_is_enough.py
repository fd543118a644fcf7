"""Groups are refused only where both counts have a rest

Your function raises an error if the groups divide neither of the two channel counts. If
they divide one of them, it goes on. But a layer needs both: the channels that come in
are dealt out among the groups, and so are the channels that go out. A rest on either
side is enough to make the layer impossible.

Take five channels in, four out, and two groups. The four are easy to deal out. What
about the five? Then exchange the two numbers. Each call should end in an error. Read
your condition aloud, word by word: two small words of logic are easily exchanged, and
only one of them is right here.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups and out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns

    return weights + (out_channels if bias else 0)
