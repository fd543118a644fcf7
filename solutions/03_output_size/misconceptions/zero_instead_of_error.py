"""Impossible sizes come back as zero

Where there is no answer you return zero. So the caller gets a number, and has to know
that this number means that something went wrong. Most callers do not ask. The zero goes
into the next calculation, and in the end a network seems to need no memory, or no time.

The rules ask for an error with the numbers at fault in its message. An error cannot be
overlooked, and it says where it happened. Call your function with a window that is
larger than the image, and imagine to be somebody who made a slip of the pen: what would
help you more?
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    room = size + 2 * padding - kernel
    if min(size, kernel, stride) < 1 or padding < 0 or room < 0 or room % stride:
        return 0
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    return 0 if room < 0 else room // stride + 1


def same_padding(kernel, dilation=1):
    lost = dilation * (kernel - 1)
    return 0 if lost % 2 else lost // 2


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        return 0
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    return max(0, windows)
