"""Only the input channels are checked for groups

Your function refuses groups that do not divide the input channels, and that is right.
But it lets through groups that do not divide the output channels. These are dealt out
as well: each group makes its equal share of them. Five output channels cannot be shared
by two groups, so no such layer exists, and the call must raise an error that shows the
numbers.

Draw a layer with four channels in, five out and two groups. Two input channels go to
each group. Try to give each group its output channels, and see what happens to the
fifth one.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} channels")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)
