"""The result is still a matrix

The product has one row for each kernel and one column for each position, and that is what
comes back. The numbers are all right, but a layer's result is a stack of maps: kernels,
rows, columns. The next layer needs to know which positions are neighbours, above each other
too.

Print the shape of your result for an image of 1 by 3 by 4 and two kernels of 2 by 2. It
should be 2 by 2 by 3, with three dimensions. If it says 2 by 6, one step is missing.

The columns are in reading order, row by row. How many rows of positions are there, and how
many in each row?
"""

from cross_correlate import as_pair, count_positions, im2col


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    kernels, channels, kh, kw = weight.shape
    if x.shape[0] != channels:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(x.shape[1], kh, sh, ph)
    count_positions(x.shape[2], kw, sw, pw)
    result = weight.reshape(kernels, -1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result = result + bias[:, None]
    return result
