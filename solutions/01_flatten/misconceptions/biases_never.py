"""The biases are never counted

Your count is the same whether biases are asked for or not: it holds the weights only.
The difference is small next to the weights, which makes it easy to overlook, but every
learned number counts. A bias is the number that an output adds to its weighted sum, and
it is learned like any weight.

Take the smallest layer there is, one input and one output. It computes a weight times
the input plus a bias: that is two learned numbers. What does your function say, with
and without a bias? The argument is there to be looked at, and for most layers biases
are the default.
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out


def local_params(height, width, kernel_size, bias=False):
    return height * width * kernel_size**2


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    return out_channels * (in_channels // groups) * rows * columns
