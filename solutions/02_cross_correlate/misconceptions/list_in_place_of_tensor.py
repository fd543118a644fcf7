"""a list of lists comes back, not a tensor

The numbers are right, but they come as Python lists. Everything that uses the result
afterwards expects a tensor: it asks for its shape, multiplies it, moves it to a graphics
card. A list can do none of these.

Print the type of what your function returns. A nested list looks much like a printed
tensor, so look for the word tensor at the beginning.

When you turn the list into a tensor at the end, mind one more thing: the new tensor must
have the same dtype as the image, and lie on the same device. It does not know that by
itself, because Python's floats do not remember where they came from.
"""

import cross_correlate as right


def cross_correlate2d(image, kernel):
    return right.cross_correlate2d(image, kernel).tolist()


def convolve2d(image, kernel, mode="valid"):
    return right.convolve2d(image, kernel, mode).tolist()


def vertical_edges(image):
    return right.vertical_edges(image).tolist()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return right.conv_layer(x, weight, bias, stride, padding).tolist()


def im2col(x, kernel_size, stride=1, padding=0):
    return right.im2col(x, kernel_size, stride, padding).tolist()


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return right.conv_as_matmul(x, weight, bias, stride, padding).tolist()


def conv_matrix(kernel, height, width):
    return right.conv_matrix(kernel, height, width).tolist()


def fft_cross_correlate2d(image, kernel):
    return right.fft_cross_correlate2d(image, kernel).tolist()
