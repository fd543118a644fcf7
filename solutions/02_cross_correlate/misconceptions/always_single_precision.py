"""The result is float32 whatever comes in

The numbers look right, but for a float64 image the result has the dtype float32 and only
about seven correct digits. It often comes from a tensor of zeros that is made without
saying of which kind: such a tensor is float32 by default, and everything that is written
into it is rounded.

Look at the dtype of your result for an image of dtype float64. It must be the same as that
of the image. Then look for the places where you make a new tensor, and for calls that
change the kind of numbers.

A tensor can also be asked to make another one of its own kind, on its own device.
"""

from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import convolve2d as _convolve2d
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col
from cross_correlate import vertical_edges as _vertical_edges


def cross_correlate2d(image, kernel):
    return _cross_correlate2d(image, kernel).float()


def convolve2d(image, kernel, mode="valid"):
    return _convolve2d(image, kernel, mode).float()


def vertical_edges(image):
    return _vertical_edges(image).float()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight, bias, stride, padding).float()


def im2col(x, kernel_size, stride=1, padding=0):
    return _im2col(x, kernel_size, stride, padding).float()


conv_as_matmul = conv_layer


def conv_matrix(kernel, height, width):
    return _conv_matrix(kernel, height, width).float()


def fft_cross_correlate2d(image, kernel):
    return _fft_cross_correlate2d(image, kernel).float()
