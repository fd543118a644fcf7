"""Dense and convolution have no biases by default

When the caller says nothing about biases, your function leaves them out. Asked for with
an explicit yes, they are counted as they should be. In nearly every library, and in the
signatures of the handout, a dense layer and a convolution have biases unless the caller
says no. A default value is part of what is asked for.

Count a layer with one input and one output, without naming the bias. The smallest usual
layer computes a weight times an input plus a bias, so it learns two numbers. Compare
the first line of your function with the signature in the handout, sign by sign.
"""


def dense_params(n_in, n_out, bias=False):
    return n_in * n_out + (n_out if bias else 0)


def conv_params(in_channels, out_channels, kernel_size, bias=False, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)
