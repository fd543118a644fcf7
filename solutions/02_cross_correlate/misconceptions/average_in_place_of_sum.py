"""The products are averaged, not added up

Each number is too small by the same factor: the number of entries in the kernel. The
products of window and kernel were averaged where they should be added up.

See it with an image full of ones and a kernel of 2 by 2 ones: the sum of four products of
one is 4, the average is 1. An average is what a blur does, but then the kernel itself holds
the factor, for example one sixteenth in front of a Gaussian. The operation must not add a
factor of its own, because a layer's weights are meant to decide that.

What must the result be for a kernel of 2 by 2 whose entries are all ten?
"""

from cross_correlate import conv_layer as _conv_layer


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).mean()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    result = _conv_layer(x, weight, None, stride, padding) / weight[0].numel()
    return result if bias is None else result + bias[:, None, None]
