"""Digits get lost on a detour through float32

The result has the right dtype, but for float64 inputs only its first seven digits are
right. On the way the numbers were turned into float32 and back again. What is cut off there
does not come back.

See it with an image of one pixel that holds one third in float64, and a kernel of one pixel
that holds 1. The result should be exactly the same number. If it is 0.3333333432674408, it
has been in float32.

Look for every place where you change the kind of numbers, also inside a tensor that you
build for intermediate results. Nothing here needs a change of kind: both inputs already
have the same one.
"""

from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import convolve2d as _convolve2d
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col
from cross_correlate import vertical_edges as _vertical_edges


def cross_correlate2d(image, kernel):
    return _cross_correlate2d(image.float(), kernel.float()).to(image.dtype)


def convolve2d(image, kernel, mode="valid"):
    return _convolve2d(image.float(), kernel.float(), mode).to(image.dtype)


def vertical_edges(image):
    return _vertical_edges(image.float()).to(image.dtype)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    bias = None if bias is None else bias.float()
    return _conv_layer(x.float(), weight.float(), bias, stride, padding).to(x.dtype)


def im2col(x, kernel_size, stride=1, padding=0):
    return _im2col(x.float(), kernel_size, stride, padding).to(x.dtype)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    bias = None if bias is None else bias.float()
    return _conv_as_matmul(x.float(), weight.float(), bias, stride, padding).to(x.dtype)


def conv_matrix(kernel, height, width):
    return _conv_matrix(kernel.float(), height, width).to(kernel.dtype)


def fft_cross_correlate2d(image, kernel):
    return _fft_cross_correlate2d(image.float(), kernel.float()).to(image.dtype)
