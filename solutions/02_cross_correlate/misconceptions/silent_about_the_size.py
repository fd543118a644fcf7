"""the error does not say which number is wrong

The right kind of error is raised at the right moment, but its message does not contain the
number at fault. A reader who calls this function somewhere deep in a network sees that
something is too large, and has to find out by guessing what it was and by how much.

A good message names what was found and what was expected: the kernel's size and the room
that there is, the two channel counts, the mode that does not exist. All these numbers are
at hand in the moment when you raise the error.

Provoke each of your errors once and read it aloud. Would you know what to change, without
opening this file?
"""

import cross_correlate as right


def _translate(action, *args):
    try:
        return action(*args)
    except ValueError:
        raise ValueError("these sizes do not go together") from None


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
