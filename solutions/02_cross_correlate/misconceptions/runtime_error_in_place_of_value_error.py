"""A RuntimeError is raised, not a ValueError

The check is there and the message is good, but it is the wrong kind of error. A
RuntimeError says that something broke while the work went on, and torch raises it for all
sorts of reasons. A caller cannot tell your refusal from a breakdown.

What happened here is simpler: a value was handed over that cannot be used, and it was
noticed before anything began. Python has a kind of error for values, and the task names it
in its rules.

Look at each place where you raise something, or where you let torch raise it for you by
trying. Which kind comes out, and who has chosen it?
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
        raise RuntimeError(str(error)) from None


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
