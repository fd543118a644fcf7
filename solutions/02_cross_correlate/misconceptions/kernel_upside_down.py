"""The kernel is turned upside down

The rows of the kernel are used from the last to the first, while its columns keep their
order. The weight that belongs on the top row of a window lands on its bottom row.

Try it with an image of one column, 1 2 3 from top to bottom, and a kernel of one column, 1
over 10. The first place covers the pixels 1 and 2, so the answer must be 1 times 1 plus 2
times 10, which is 21. Upside down you get 12. With a kernel of one row all is well, which
is why rows alone are no good test.

Watch the vertical index: when you go one row down in the window, which way do you go in the
kernel?
"""

from cross_correlate import conv_layer as _conv_layer


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel.flip(0)).sum()
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _conv_layer(x, weight.flip(2), bias, stride, padding)
