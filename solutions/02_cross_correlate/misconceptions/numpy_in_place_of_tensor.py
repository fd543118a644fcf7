"""A numpy array comes back, not a tensor

The numbers are right, but they come as a numpy array. Numpy is fine for a look behind the
scenes, yet everything around this function works with torch tensors: they know on which
device they lie, and later on how to find gradients. An array knows neither.

Print the type of what your function returns. If it says numpy.ndarray, follow the numbers
backwards to the place where they left torch.

You may stay in torch all the way: slices, sums, products and flips exist there as well. If
you do come back from numpy at the end, keep an eye on the dtype and on the device of the
image.
"""

import torch
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col


def cross_correlate2d(image, kernel):
    return _cross_correlate2d(image, kernel).numpy()


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return _cross_correlate2d(image, kernel.flip(0, 1)).numpy()


def vertical_edges(image):
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return _cross_correlate2d(image, sobel).numpy()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight, bias, stride, padding).numpy()


def im2col(x, kernel_size, stride=1, padding=0):
    return _im2col(x, kernel_size, stride, padding).numpy()


conv_as_matmul = conv_layer


def conv_matrix(kernel, height, width):
    return _conv_matrix(kernel, height, width).numpy()


def fft_cross_correlate2d(image, kernel):
    return _fft_cross_correlate2d(image, kernel).numpy()
