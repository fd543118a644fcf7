"""Rows and columns of each map are swapped by a reshape

The numbers of each map are in the right order, but the map was given the shape (columns,
rows). For square maps this is the same. Otherwise a wide map comes out narrow and tall, and
its rows are cut in the wrong places.

Take an image of 2 by 3 with the numbers 1 to 6 and a kernel of a single 1. The result is
the image, 2 by 3. If it comes out as 3 by 2, with 1 2 in its first row, the two sizes have
changed places.

Which of the two numbers comes from the height of the image? The shape of the result is
kernels, rows, columns, as it always is.
"""

from cross_correlate import as_pair, count_positions, im2col


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    kernels, channels, kh, kw = weight.shape
    if x.shape[0] != channels:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    result = weight.reshape(kernels, -1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result = result + bias[:, None]
    return result.reshape(kernels, columns, rows)
