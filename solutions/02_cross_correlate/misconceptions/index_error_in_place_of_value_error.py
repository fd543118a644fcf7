"""An IndexError is raised, not a ValueError

The check is there, or an index ran out of its range and did the checking by itself. What
comes out is an IndexError. It tells the caller about a place in a tensor that does not
exist. But the caller has used no index: a kernel and an image were handed over, and their
sizes do not go together.

That is a matter of values, and Python has a kind of error for them, which the task names in
its rules. Compare the sizes before you touch a single pixel, and say which number does not
fit.

Which line raises the error now, and is it one that you have written for that purpose?
"""

from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import convolve2d as _convolve2d
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col


def _translate(action, *args):
    try:
        return action(*args)
    except ValueError as error:
        raise IndexError(str(error)) from None


def cross_correlate2d(image, kernel):
    return _translate(_cross_correlate2d, image, kernel)


def convolve2d(image, kernel, mode="valid"):
    return _translate(_convolve2d, image, kernel, mode)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _translate(_conv_layer, x, weight, bias, stride, padding)


def im2col(x, kernel_size, stride=1, padding=0):
    return _translate(_im2col, x, kernel_size, stride, padding)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return _translate(_conv_as_matmul, x, weight, bias, stride, padding)


def conv_matrix(kernel, height, width):
    return _translate(_conv_matrix, kernel, height, width)


def fft_cross_correlate2d(image, kernel):
    return _translate(_fft_cross_correlate2d, image, kernel)
