"""a RuntimeError is raised, not a ValueError

The check is there and the message is good, but it is the wrong kind of error. A
RuntimeError says that something broke while the work went on, and torch raises it for all
sorts of reasons. A caller cannot tell your refusal from a breakdown.

What happened here is simpler: a value was handed over that cannot be used, and it was
noticed before anything began. Python has a kind of error for values, and the task names it
in its rules.

Look at each place where you raise something, or where you let torch raise it for you by
trying. Which kind comes out, and who has chosen it?
"""

import cross_correlate as right


def _translate(action, *args):
    try:
        return action(*args)
    except ValueError as error:
        raise RuntimeError(str(error)) from None


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
