"""The size of the maps is guessed by a square root

The product has one column for each position. From their number the height of the maps
is guessed: its square root, rounded down. For square maps this is right. For others the
number alone does not say how the positions lie: 12 of them may be 3 rows of 4 or 2 rows
of 6. So the maps come back in another shape, or torch raises an error.

Take an image of one row, 1 2 3 4, and one kernel of one pixel that holds 1. The window
only moves along the row, so the map must be a single row of four. Print the shape of
your result. Which sizes tell how often a window fits from top to bottom?
"""

from cross_correlate import im2col


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    kernels, channels, kh, kw = weight.shape
    if x.shape[0] != channels:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {channels}")
    result = weight.reshape(kernels, -1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result = result + bias[:, None]
    rows = int(result.shape[1] ** 0.5)
    return result.reshape(kernels, rows, -1)
