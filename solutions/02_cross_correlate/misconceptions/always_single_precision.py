"""the result is float32 whatever comes in

The numbers look right, but for a float64 image the result has the dtype float32 and only
about seven correct digits. It often comes from a tensor of zeros that is made without
saying of which kind: such a tensor is float32 by default, and everything that is written
into it is rounded.

Look at the dtype of your result for an image of dtype float64. It must be the same as that
of the image. Then look for the places where you make a new tensor, and for calls that
change the kind of numbers.

A tensor can also be asked to make another one of its own kind, on its own device.
"""

import cross_correlate as right


def cross_correlate2d(image, kernel):
    return right.cross_correlate2d(image, kernel).float()


def convolve2d(image, kernel, mode="valid"):
    return right.convolve2d(image, kernel, mode).float()


def vertical_edges(image):
    return right.vertical_edges(image).float()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return right.conv_layer(x, weight, bias, stride, padding).float()


def im2col(x, kernel_size, stride=1, padding=0):
    return right.im2col(x, kernel_size, stride, padding).float()


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return right.conv_as_matmul(x, weight, bias, stride, padding).float()


def conv_matrix(kernel, height, width):
    return right.conv_matrix(kernel, height, width).float()


def fft_cross_correlate2d(image, kernel):
    return right.fft_cross_correlate2d(image, kernel).float()
