"""The kernel's rows and columns are swapped

The kernel is used as if it had been mirrored along its diagonal: what is written in row 0,
column 1 is applied in row 1, column 0. For a square kernel the shape of the result is still
right and only the numbers are wrong. For a kernel that is not square the shape is wrong
too: a kernel of 1 by 3 behaves like one of 3 by 1.

To see it, use a kernel with a single 1 in its top right corner. The result must be the
image without its left columns and its last rows. If it is the image without its upper rows
instead, the two indices have changed places. Which of them belongs to the row?
"""

from cross_correlate import conv_layer as _conv_layer


def cross_correlate2d(image, kernel):
    kernel = kernel.T
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight.transpose(2, 3), bias, stride, padding)
