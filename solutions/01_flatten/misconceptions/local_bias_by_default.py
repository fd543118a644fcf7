"""Locally connected layers have biases by default

When nothing is said about biases, your locally connected layer counts them. The dense
layer and the convolution in this assignment do have biases by default, but the
signature of the locally connected layer says otherwise. A default value is part of the
contract: a caller who leaves the argument out relies on it.

Ask for a 1 by 1 image and a window of one pixel, and do not mention biases at all. One
position with one weight makes a count of one. Then ask once more with biases, and once
without, by name. The first answer should be equal to one of the other two: which one?
"""


def local_params(height, width, kernel_size, bias=True):
    positions = height * width
    return positions * kernel_size**2 + (positions if bias else 0)
