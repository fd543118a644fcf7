"""a numpy array comes back, not a tensor

The numbers are right, but they come as a numpy array. Numpy is fine for a look behind the
scenes, yet everything around this function works with torch tensors: they know on which
device they lie, and later on how to find gradients. An array knows neither.

Print the type of what your function returns. If it says numpy.ndarray, follow the numbers
backwards to the place where they left torch.

You may stay in torch all the way: slices, sums, products and flips exist there as well. If
you do come back from numpy at the end, keep an eye on the dtype and on the device of the
image.
"""

import cross_correlate as right


def cross_correlate2d(image, kernel):
    return right.cross_correlate2d(image, kernel).numpy()


def convolve2d(image, kernel, mode="valid"):
    return right.convolve2d(image, kernel, mode).numpy()


def vertical_edges(image):
    return right.vertical_edges(image).numpy()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return right.conv_layer(x, weight, bias, stride, padding).numpy()


def im2col(x, kernel_size, stride=1, padding=0):
    return right.im2col(x, kernel_size, stride, padding).numpy()


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return right.conv_as_matmul(x, weight, bias, stride, padding).numpy()


def conv_matrix(kernel, height, width):
    return right.conv_matrix(kernel, height, width).numpy()


def fft_cross_correlate2d(image, kernel):
    return right.fft_cross_correlate2d(image, kernel).numpy()
