"""The last row and column of the result stay zero

The result has the right size, but its last row and its last column are never filled. The
zeros that it was made of are still there. The tensor was made for all the places, and the
loops stop one place early.

Take an image of one row, 1 2 3, and the kernel 1 10. The result must be 21 32. If it is 0 0
or 21 0, a loop ends too soon. A kernel as large as the image shows it best: its single
place gives zero, whatever the numbers are.

The last number of a Python range is not part of it. Count the places once, give that number
a name, and use it for the size as well as for the loops.
"""

from cross_correlate import conv_layer as _conv_layer


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh):
        for j in range(width - kw):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    result = _conv_layer(x, weight, None, stride, padding)
    result[:, -1] = 0
    result[:, :, -1] = 0
    return result if bias is None else result + bias[:, None, None]
