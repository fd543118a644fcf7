"""The kernel is mirrored left to right

The columns of the kernel are used from right to left, while its rows keep their order. A
detector of edges that get brighter towards the right becomes a detector of edges that get
darker.

Try it with an image of one row, 1 2 3, and the kernel 1 10. The first place covers the
pixels 1 and 2, so the answer must be 1 times 1 plus 2 times 10, which is 21. Mirrored you
get 12. With a kernel of one column all is well, and with a blur as well, because those look
the same in a mirror.

Watch the horizontal index: when you go one pixel to the right in the window, which way do
you go in the kernel?
"""

from cross_correlate import conv_layer as _conv_layer


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel.flip(1)).sum()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight.flip(3), bias, stride, padding)
