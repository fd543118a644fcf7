"""an IndexError is raised, not a ValueError

The check is there, or an index ran out of its range and did the checking by itself. What
comes out is an IndexError. It tells the caller about a place in a tensor that does not
exist. But the caller has used no index: a kernel and an image were handed over, and their
sizes do not go together.

That is a matter of values, and Python has a kind of error for them, which the task names in
its rules. Compare the sizes before you touch a single pixel, and say which number does not
fit.

Which line raises the error now, and is it one that you have written for that purpose?
"""

import cross_correlate as right


def _translate(action, *args):
    try:
        return action(*args)
    except ValueError as error:
        raise IndexError(str(error)) from None


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
