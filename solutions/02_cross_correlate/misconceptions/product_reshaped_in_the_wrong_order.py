"""Positions and kernels are mixed up by a reshape

The product of the matrices has the right numbers, but they were put into the shape of the
result in the wrong order. If the product has one row for each position and one column for
each kernel, a plain reshape to (kernels, rows, columns) does not turn it: it reads the
numbers row by row and fills the new shape row by row. Numbers of different kernels end up
in the same map.

Take two kernels of one pixel, 1 and 10, on an image of one row, 1 2 3. The first map must
be 1 2 3 and the second one 10 20 30. If the first one reads 1 10 2, the numbers are mixed
up.

Reshaping and turning are two different things. Which one do you need here, and when?
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
    result = result.T.contiguous()
    return result.reshape(kernels, rows, columns)
