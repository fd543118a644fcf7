"""A list of lists comes back, not a tensor

The numbers are right, but they come as Python lists. Everything that uses the result
afterwards expects a tensor: it asks for its shape, multiplies it, moves it to a graphics
card. A list can do none of these.

Print the type of what your function returns. A nested list looks much like a printed
tensor, so look for the word tensor at the beginning.

When you turn the list into a tensor at the end, mind one more thing: the new tensor must
have the same dtype as the image, and lie on the same device. It does not know that by
itself, because Python's floats do not remember where they came from.
"""

import torch
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import cross_correlate2d as _cross_correlate2d
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col


def cross_correlate2d(image, kernel):
    return _cross_correlate2d(image, kernel).tolist()


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return _cross_correlate2d(image, kernel.flip(0, 1)).tolist()


def vertical_edges(image):
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return _cross_correlate2d(image, sobel).tolist()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight, bias, stride, padding).tolist()


def im2col(x, kernel_size, stride=1, padding=0):
    return _im2col(x, kernel_size, stride, padding).tolist()


conv_as_matmul = conv_layer


def conv_matrix(kernel, height, width):
    return _conv_matrix(kernel, height, width).tolist()


def fft_cross_correlate2d(image, kernel):
    return _fft_cross_correlate2d(image, kernel).tolist()
