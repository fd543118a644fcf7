"""Where something does not fit, None comes back

When the sizes do not go together, the function gives back None, perhaps after it has
printed something. The caller does not read what is printed. It takes the None for a result
and stumbles over it later, where nobody can see what went wrong.

An error stops at once, at the right place, and says why. That is what the word raises in
the task means. Whoever expects it can catch it. Whoever does not is warned.

Call your function with a kernel that is too large and print what it returns. There should
be nothing to print, because it never returns. How does a function stop with an error of a
certain kind?
"""

from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import convolve2d as _convolve2d
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col


def _or_none(action, *args):
    try:
        return action(*args)
    except ValueError:
        return None


def cross_correlate2d(image, kernel):
    return _or_none(_cross_correlate2d, image, kernel)


def convolve2d(image, kernel, mode="valid"):
    return _or_none(_convolve2d, image, kernel, mode)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _or_none(_conv_layer, x, weight, bias, stride, padding)


def im2col(x, kernel_size, stride=1, padding=0):
    return _or_none(_im2col, x, kernel_size, stride, padding)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return _or_none(_conv_as_matmul, x, weight, bias, stride, padding)


def conv_matrix(kernel, height, width):
    return _or_none(_conv_matrix, kernel, height, width)


def fft_cross_correlate2d(image, kernel):
    return _or_none(_fft_cross_correlate2d, image, kernel)
