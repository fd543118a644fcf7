"""A kernel of one pixel multiplies the image itself

A kernel of one pixel is only a factor, and that is well seen: every pixel is multiplied
by it. But the operator used here ends in an equals sign, and so it writes into the
tensor that was handed over. The result is a copy and its numbers are right, but the
copy comes too late: the image of the caller has changed.

Take an image of four ones and a kernel of one pixel that holds 3. Call your function
twice with the same two tensors. Both results should be threes. If the second one shows
nines, the first call has left its mark somewhere. Print the image after each call, and
look for the line that writes.
"""

from cross_correlate import cross_correlate2d as _cross_correlate2d


def cross_correlate2d(image, kernel):
    if kernel.shape == (1, 1):
        image *= kernel[0, 0]
        return image.clone()
    return _cross_correlate2d(image, kernel)
