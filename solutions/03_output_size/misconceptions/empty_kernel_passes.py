"""A kernel without width is let through

Your function refuses bad sizes, strides and paddings, but takes a kernel of width zero.
The formula then gives one place more than the image has pixels, which is a strange
answer: a window of nothing can stand before, between and after all the pixels. A
convolution with such a kernel does not exist.

Call the function with an image of 5 and a kernel of 0 and look at the number. Then go
through the arguments that the contract mentions, one by one, and compare the smallest
value that it allows for each with your own check.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, stride) < 1 or padding < 0:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    room = size + 2 * padding - kernel
    if room < 0 or room % stride:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    return room // stride + 1
