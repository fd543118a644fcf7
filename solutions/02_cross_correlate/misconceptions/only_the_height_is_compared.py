"""only the heights are compared, not the widths

A kernel that is taller than the image is refused, and one that is wider is not. It slips
through and gives an empty result, or an error from deep inside torch that speaks of
negative sizes. One direction has been forgotten.

Try a kernel of 1 by 5 on an image of 3 by 4. It is low enough, but too wide, so it has to
be refused, and the message should say the 5 or the 4.

Whatever you do for rows has to be done for columns as well. Go through your code and look
for lines that have no twin. Is there a test for both directions in each function that may
raise?
"""

import cross_correlate as right


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
    return kernel_width > width + 2 * right.as_pair(padding)[1]


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] == weight.shape[1] and _too_wide(weight.shape[3], x.shape[2], padding):
        return x.new_zeros(len(weight), 1, 0)
    return right.conv_layer(x, weight, bias, stride, padding)


conv_as_matmul = conv_layer


def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = right.as_pair(kernel_size)
    if kh <= x.shape[1] + 2 * right.as_pair(padding)[0] and _too_wide(kw, x.shape[2], padding):
        return x.new_zeros(x.shape[0] * kh * kw, 0)
    return right.im2col(x, kernel_size, stride, padding)


def conv_matrix(kernel, height, width):
    if kernel.shape[0] <= height and kernel.shape[1] > width:
        return kernel.new_zeros(0, height * width)
    return right.conv_matrix(kernel, height, width)


def fft_cross_correlate2d(image, kernel):
    if kernel.shape[0] <= image.shape[0] and kernel.shape[1] > image.shape[1]:
        return image.new_zeros(1, 0)
    return right.fft_cross_correlate2d(image, kernel)
