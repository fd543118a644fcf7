"""A plain Exception is raised, not a ValueError

The check is there and the message is good, but the kind of error says nothing: an Exception
can be anything. Whoever wants to catch just this case would have to catch every other
mistake with it, even a slip of the pen in a variable's name.

Python has kinds of errors for the common cases. There is one for a value that has the right
type but cannot be used, such as a kernel of 7 where only 5 pixels are left. The task names
it in its rules.

It costs nothing to say it precisely. What would a caller write to catch your error, and
what else would be caught along with it?
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
        raise Exception(str(error)) from None


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
