"""Only the heights are compared, not the widths

A kernel that is taller than the image is refused, and one that is wider is not. It slips
through and gives an empty result, or an error from deep inside torch that speaks of
negative sizes. One direction has been forgotten.

Try a kernel of 1 by 5 on an image of 3 by 4. It is low enough, but too wide, so it has to
be refused, and the message should say the 5 or the 4.

Whatever you do for rows has to be done for columns as well. Go through your code and look
for lines that have no twin. Is there a test for both directions in each function that may
raise?
"""

from cross_correlate import as_pair
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import conv_matrix as _conv_matrix
from cross_correlate import fft_cross_correlate2d as _fft_cross_correlate2d
from cross_correlate import im2col as _im2col


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height:
        raise ValueError(f"a kernel of height {kh} does not fit into {height}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result


def _too_wide(kernel_width, width, padding):
    return kernel_width > width + 2 * as_pair(padding)[1]


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] == weight.shape[1] and _too_wide(weight.shape[3], x.shape[2], padding):
        return x.new_zeros(len(weight), 1, 0)
    return _conv_layer(x, weight, bias, stride, padding)


conv_as_matmul = conv_layer


def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    if kh <= x.shape[1] + 2 * as_pair(padding)[0] and _too_wide(kw, x.shape[2], padding):
        return x.new_zeros(x.shape[0] * kh * kw, 0)
    return _im2col(x, kernel_size, stride, padding)


def conv_matrix(kernel, height, width):
    if kernel.shape[0] <= height and kernel.shape[1] > width:
        return kernel.new_zeros(0, height * width)
    return _conv_matrix(kernel, height, width)


def fft_cross_correlate2d(image, kernel):
    if kernel.shape[0] <= image.shape[0] and kernel.shape[1] > image.shape[1]:
        return image.new_zeros(1, 0)
    return _fft_cross_correlate2d(image, kernel)
