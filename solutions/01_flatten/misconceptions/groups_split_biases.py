"""Groups split the biases too

Your weights are right with groups, but the number of biases shrinks along with them.
Each output channel still forms a sum of its own and adds one number to it, no matter
how many input channels it looks at. Groups make the kernels thinner; the number of
output channels, and with it the number of biases, stays.

Compare a layer with and without biases, once for one group and once for two. The
difference between with and without is the number of biases. It should be the same in
both cases, and you can name it without any calculation if you look at the picture of
the output.
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (out_channels // groups if bias else 0)
