"""Padding is added on one side only

Your sizes are right without padding and too small with it. You add the padding once.
But it is put at both ends: left and right, above and below. An image of 5 pixels with a
padding of 1 becomes a row of 7, not of 6.

Draw a row of five squares, put one zero at each end, and slide a window of three over
it. Count the places where it can stand. There are as many as there were pixels, which
is why this padding is called "same" for a window of three. Then see what your function
says for these numbers.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size + padding - kernel
    if room < 0 or room % stride:
        raise ValueError(f"kernel {kernel}, stride {stride} do not fit {size} + {padding}")
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return room // stride + 1
