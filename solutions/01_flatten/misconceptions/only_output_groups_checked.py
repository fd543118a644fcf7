"""Only the output channels are checked for groups

Your function refuses groups that do not divide the output channels, and that is right.
But it lets through groups that do not divide the input channels. These are split into
equal parts too, one for each group, and a rest that belongs to no group has no place.
The count that comes out is for a layer that nobody can build, so the call must raise an
error that shows the numbers.

Draw a layer with five channels in, four out and two groups. Try to deal out the five
input channels fairly, and see what is left in your hand.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {out_channels} channels")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)
