"""The whole layer shares one bias

Your count with biases is larger by one than your count without. So you give the whole
layer one single bias. But what a layer owns, its outputs own. In a dense layer each
output adds a number of its own, in a convolution each output channel does, and in a
locally connected layer, where nothing is shared, each output position does.

Take a dense layer with one input and four outputs. Each output needs its own weight and
may sit at its own height above zero, so four biases are needed. Ask for each kind of
layer: how many different sums are formed whose offset can be learned separately?
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + (1 if bias else 0)


def local_params(height, width, kernel_size, bias=False):
    return height * width * kernel_size**2 + (1 if bias else 0)


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (1 if bias else 0)
