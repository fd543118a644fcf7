"""an assert stands where a ValueError is asked for

The check is there, but it is an assert, so what the caller gets is an AssertionError.
Asserts are notes from programmers to themselves: this can never happen unless I have made a
mistake. Python leaves them out when it is started with the option -O, and then the check is
gone.

A kernel that is too large is not your mistake. It is a value that somebody handed to your
function. For that Python has an error of its own, whose name says just this, and callers
can catch it without catching everything else.

Which of the two should it be, and what is the difference in how you write it?
"""

import cross_correlate as right


def _translate(action, *args):
    try:
        return action(*args)
    except ValueError:
        sizes = [tuple(arg.shape) if hasattr(arg, "shape") else arg for arg in args]
        raise AssertionError(f"sizes {sizes} do not go together") from None


def cross_correlate2d(image, kernel):
    return _translate(right.cross_correlate2d, image, kernel)


def convolve2d(image, kernel, mode="valid"):
    return _translate(right.convolve2d, image, kernel, mode)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _translate(right.conv_layer, x, weight, bias, stride, padding)


def im2col(x, kernel_size, stride=1, padding=0):
    return _translate(right.im2col, x, kernel_size, stride, padding)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return _translate(right.conv_as_matmul, x, weight, bias, stride, padding)


def conv_matrix(kernel, height, width):
    return _translate(right.conv_matrix, kernel, height, width)


def fft_cross_correlate2d(image, kernel):
    return _translate(right.fft_cross_correlate2d, image, kernel)
