"""An assert stands where a ValueError is asked for

The check is there, but it is an assert, so what the caller gets is an AssertionError.
Asserts are notes from programmers to themselves: this can never happen unless I have made a
mistake. Python leaves them out when it is started with the option -O, and then the check is
gone.

A kernel that is too large is not your mistake. It is a value that somebody handed to your
function. For that Python has an error of its own, whose name says just this, and callers
can catch it without catching everything else.

Which of the two should it be, and what is the difference in how you write it?
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
    except ValueError:
        sizes = [tuple(arg.shape) if hasattr(arg, "shape") else arg for arg in args]
        raise AssertionError(f"sizes {sizes} do not go together") from None


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
