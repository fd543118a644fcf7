"""A kernel that just fits is refused

A kernel as large as the image fits exactly once, and the result is a single number: the sum
of all products. Here such a kernel is refused as if it were too large. The border case lies
on the wrong side of the comparison.

The smallest example is an image of one pixel with a kernel of one pixel. There is one place
for it. It is no freak case either: a network that shrinks its picture ends in just this, a
last kernel that covers all that is left.

For a padded image the same holds for the padded size. Ask yourself for each comparison:
what should happen if the two numbers are equal?
"""

from cross_correlate import as_pair
from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col


def _refuse(kernel_size, room):
    for kernel, size in zip(kernel_size, room):
        if kernel >= size:
            raise ValueError(f"a kernel of {kernel} does not fit into {size} pixels")


def _padded_size(x, padding):
    ph, pw = as_pair(padding)
    return x.shape[1] + 2 * ph, x.shape[2] + 2 * pw


def cross_correlate2d(image, kernel):
    _refuse(kernel.shape, image.shape)
    return _cross_correlate2d(image, kernel)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    _refuse(weight.shape[2:], _padded_size(x, padding))
    return _conv_layer(x, weight, bias, stride, padding)


def im2col(x, kernel_size, stride=1, padding=0):
    _refuse(as_pair(kernel_size), _padded_size(x, padding))
    return _im2col(x, kernel_size, stride, padding)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    _refuse(weight.shape[2:], _padded_size(x, padding))
    return _conv_as_matmul(x, weight, bias, stride, padding)


def conv_matrix(kernel, height, width):
    _refuse(kernel.shape, (height, width))
    return _conv_matrix(kernel, height, width)


def fft_cross_correlate2d(image, kernel):
    _refuse(kernel.shape, image.shape)
    return _fft_cross_correlate2d(image, kernel)
