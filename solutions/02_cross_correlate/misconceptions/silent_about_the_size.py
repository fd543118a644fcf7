"""The error does not say which number is wrong

The right kind of error is raised at the right moment, but its message does not contain the
number at fault. A reader who calls this function somewhere deep in a network sees that
something is too large, and has to find out by guessing what it was and by how much.

A good message names what was found and what was expected: the kernel's size and the room
that there is, the two channel counts, the mode that does not exist. All these numbers are
at hand in the moment when you raise the error.

Provoke each of your errors once and read it aloud. Would you know what to change, without
opening this file?
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
        raise ValueError("these sizes do not go together") from None


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
