"""The kernel is turned around by 180 degrees

What comes out is true convolution: before the kernel is laid on the image it has been
turned upside down and left to right. Cross-correlation lays it down just as it is printed.

To see it, take an image of one row, 1 2 3, and the kernel 1 10. At the first place the
kernel lies on the pixels 1 and 2. Unturned that gives 1 times 1 plus 2 times 10, which is
21. Turned it gives 12. With a kernel that looks the same after half a turn nobody notices,
so a plain blur is no good test.

Which of the two do you get? Look for the place where the order of rows and columns of the
kernel is reversed, or where the index into the image runs backwards.
"""

from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel.flip(0, 1)).sum()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight.flip(2, 3), bias, stride, padding)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return _conv_as_matmul(x, weight.flip(2, 3), bias, stride, padding)
