"""the result is float64 whatever comes in

The numbers are right, even more precise than they need to be. But for a float32 image the
result has the dtype float64. It often comes from a visit to numpy or from a list of Python
floats, which both think in double precision unless told otherwise.

The next layer of a network has float32 weights, and it stops with an error when it is given
float64. On graphics cards double precision is also many times slower.

Look at the dtype of your result for a float32 image. It must be that of the image. Where is
the tensor made that you return, and what did you say about its kind?
"""

import cross_correlate as right


def cross_correlate2d(image, kernel):
    return right.cross_correlate2d(image, kernel).double()


def convolve2d(image, kernel, mode="valid"):
    return right.convolve2d(image, kernel, mode).double()


def vertical_edges(image):
    return right.vertical_edges(image).double()


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return right.conv_layer(x, weight, bias, stride, padding).double()


def im2col(x, kernel_size, stride=1, padding=0):
    return right.im2col(x, kernel_size, stride, padding).double()


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return right.conv_as_matmul(x, weight, bias, stride, padding).double()


def conv_matrix(kernel, height, width):
    return right.conv_matrix(kernel, height, width).double()


def fft_cross_correlate2d(image, kernel):
    return right.fft_cross_correlate2d(image, kernel).double()
