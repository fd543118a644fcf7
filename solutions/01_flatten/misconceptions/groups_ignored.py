"""Groups change nothing

Your count is the same for every number of groups. But groups exist to save weights: the
channels are split into equal parts, and a kernel only sees the input channels of its
own part. The kernels become thinner, while the number of output channels, and of
biases, stays as it was.

Think of four channels in and four out, with windows of one pixel. Without groups, each
output is connected to four inputs, which makes sixteen weights. With four groups, each
output sees a single input. Draw both cases as dots and lines, count the lines, and
compare them with your function.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    return out_channels * in_channels * rows * columns + (out_channels if bias else 0)
