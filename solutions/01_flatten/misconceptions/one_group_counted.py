"""One group is taken for the whole layer

With two groups your count is the count of one half of the layer: half of the input
channels, half of the kernels, half of the biases. That is indeed a complete small
layer, and a group is just that. But there are as many of them as the argument says,
side by side, and all of them are learned.

Draw four channels in, four out and two groups, with a wall in the middle. On each side
of the wall you see a small layer of its own. Your function counts one side of the wall.
What about the other? With a single group there is no wall, so the slip does not show.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = (out_channels // groups) * (in_channels // groups) * rows * columns
    return weights + (out_channels // groups if bias else 0)
