"""Fractions are cut off: the result is of whole numbers

The result holds whole numbers only. Either it was made as a tensor of ints, or each number
went through a rounding on its way. With pictures of zeros and ones and the Sobel kernel
nothing is lost, because everything is whole there. With a blur that holds sixteenths most
of the result turns into zero.

Look at the dtype of your result for a float32 image. Then try a kernel of one pixel that
holds one half: every number of the image should be halved, and 3 should become 1.5.

Where is the tensor for the result made, and what kind of numbers can it hold?
"""

from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import convolve2d as _convolve2d
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import vertical_edges as _vertical_edges


def cross_correlate2d(image, kernel):
    return _cross_correlate2d(image, kernel).long()


def convolve2d(image, kernel, mode="valid"):
    return _convolve2d(image, kernel, mode).long()


def vertical_edges(image):
    return _vertical_edges(image).long()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight, bias, stride, padding).long()


def conv_matrix(kernel, height, width):
    return _conv_matrix(kernel, height, width).long()
