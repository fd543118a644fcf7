"""The kernel is scaled until its sum is one

Before the kernel is used it is divided by its sum. For a blur this keeps the brightness,
and drawing programs do it without asking. As a rule it is wrong: the numbers of a kernel
are meant as they stand. A kernel for edges has the sum zero, and dividing by zero leaves
nothing but infinities.

Take an image of one pixel that holds 3, and a kernel of one pixel that holds 2. The answer
is 6. If it is 3, the kernel has been scaled to 1.

A factor in front of a kernel is part of what a layer learns. Which number in your code is
not asked for by the task?
"""


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    kernel = kernel / kernel.sum()
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result
