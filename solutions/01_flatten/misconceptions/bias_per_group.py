"""There is one bias for each group

Your weights are right, but you count as many biases as there are groups. A group is
only a way to say who is connected to whom. Inside a group there are several output
channels, and each of them forms its own sum and adds its own number to it. So the
biases follow the output channels, and groups do not change their number at all.

Without groups your function counts a single bias for the whole layer. Take one input
channel, three output channels and windows of one pixel: three weights and three biases.
Then see where the number of groups comes into your sum.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns

    return weights + (groups if bias else 0)
