"""Fractions are rounded up

Where the stride does not divide evenly, your result is too large by one. Rounding up
means that the last window begins inside the image but ends beyond it. A convolution
only takes places where the whole window has something to look at, so a place that is
not fully there does not count.

Take an image of 6 pixels, a window of 3 and a stride of 2. Draw the windows: from pixel
1, from pixel 3, and from pixel 5. The last one wants a seventh pixel, which does not
exist. How many windows are complete, and how many do you count?
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    return -((kernel - size - 2 * padding) // stride) + 1


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return -(-_fitting_room(size, kernel, padding, dilation) // stride) + 1
