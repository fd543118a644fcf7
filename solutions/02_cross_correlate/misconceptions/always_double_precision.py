"""The result is float64 whatever comes in

The numbers are right, even more precise than they need to be. But for a float32 image the
result has the dtype float64. It often comes from a visit to numpy or from a list of Python
floats, which both think in double precision unless told otherwise.

The next layer of a network has float32 weights, and it stops with an error when it is given
float64. On graphics cards double precision is also many times slower.

Look at the dtype of your result for a float32 image. It must be that of the image. Where is
the tensor made that you return, and what did you say about its kind?
"""

from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import convolve2d as _convolve2d
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col
from cross_correlate import vertical_edges as _vertical_edges


def cross_correlate2d(image, kernel):
    return _cross_correlate2d(image, kernel).double()


def convolve2d(image, kernel, mode="valid"):
    return _convolve2d(image, kernel, mode).double()


def vertical_edges(image):
    return _vertical_edges(image).double()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight, bias, stride, padding).double()


def im2col(x, kernel_size, stride=1, padding=0):
    return _im2col(x, kernel_size, stride, padding).double()


conv_as_matmul = conv_layer


def conv_matrix(kernel, height, width):
    return _conv_matrix(kernel, height, width).double()


def fft_cross_correlate2d(image, kernel):
    return _fft_cross_correlate2d(image, kernel).double()
