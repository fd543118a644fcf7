"""The weights are flattened across the kernels

To multiply, each kernel has to become one row that holds its own weights. Here the whole
tensor of weights is brought into a shape that begins with the length of a kernel, and is
then turned. The shape is right in the end, but the rows are not: each of them holds numbers
from several kernels.

Take two kernels of 1 by 2, one with 1 2 and the other with 3 4. The matrix must have the
rows 1 2 and 3 4. If its rows are 1 3 and 2 4, the weights are mixed up. With a single
kernel nothing goes wrong.

A reshape keeps the order of the numbers. In which order do they lie, and what stays
together?
"""

from cross_correlate import as_pair, count_positions, im2col


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    kernels, channels, kh, kw = weight.shape
    if x.shape[0] != channels:
        raise ValueError(f"{x.shape[0]} channels, but kernels for {channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    rows = count_positions(x.shape[1], kh, sh, ph)
    columns = count_positions(x.shape[2], kw, sw, pw)
    result = weight.reshape(-1, kernels).T @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result = result + bias[:, None]
    return result.reshape(kernels, rows, columns)
