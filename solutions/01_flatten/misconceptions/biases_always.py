"""The biases are counted although nobody asked

Your count holds the biases in every case, also where the caller says that the layer has
none. So it is too large by one for each output. Layers without biases are common: a
normalisation that follows would take the bias away again, so it is left out from the
start.

Count a layer of one input and one output by hand. Without a bias it learns one single
number, with a bias it learns two. Ask your function both ways and see whether the
answers differ. In the table of three layers, only weights are wanted, so no biases may
be hidden in it.
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + n_out


def local_params(height, width, kernel_size, bias=False):
    return height * width * (kernel_size**2 + 1)


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    return out_channels * (in_channels // groups) * rows * columns + out_channels
