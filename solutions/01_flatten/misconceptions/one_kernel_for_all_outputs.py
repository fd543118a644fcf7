"""All output channels share one kernel

The weights that you count do not grow with the number of output channels. So all output
channels would use the same kernel, and would show the same picture, shifted at most by
their bias. The point of many output channels is that each looks for something else: one
for upright edges, one for level ones, one for spots. Each needs a kernel of its own.

Weights are shared between the places of an image, never between output channels. Count
a layer with one channel in, two out, and windows of one pixel: two kernels with one
weight each, and two biases. Which of these four does your function miss?
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)
