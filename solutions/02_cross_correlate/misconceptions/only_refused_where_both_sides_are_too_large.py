"""A kernel is refused only if both its sides are too large

A kernel that is too tall does not fit, and one that is too wide does not fit either. Here
it is refused only when it is both at once. A kernel of 1 by 9 on an image of 5 by 5 slips
through and gives an empty result or a confusing error.

Think of furniture and a room: a cupboard that is too high cannot stand in it, however
narrow it is. One direction that does not fit is enough.

Try three kernels on an image of 3 by 4: one of 4 by 1, one of 1 by 5, and one of 4 by 5.
All three must be refused. Which word joins your two conditions?
"""

from cross_correlate import conv_matrix as _conv_matrix


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height and kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(max(0, height - kh + 1), max(0, width - kw + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result


def conv_matrix(kernel, height, width):
    (kh, kw) = kernel.shape
    if (kh > height) != (kw > width):
        return kernel.new_zeros(0, height * width)
    return _conv_matrix(kernel, height, width)
