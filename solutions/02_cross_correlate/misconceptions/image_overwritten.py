"""The image is changed while it is read

The products are written into the image itself. The window after it overlaps, so it reads
numbers that have already been multiplied, and everything after the first number is wrong.
Whoever called the function finds the picture ruined as well.

A slice of a tensor is not a copy: it is a window onto the same memory. Whatever you do to
it in place, with an operator that ends in an equals sign or a method that ends in an
underscore, happens to the image.

Print the image before and after the call with a kernel full of twos. It must be the same.
Which line writes, and does it write into memory of its own?
"""


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            window = image[i : i + kh, j : j + kw]
            window *= kernel
            result[i, j] = window.sum()
    return result
