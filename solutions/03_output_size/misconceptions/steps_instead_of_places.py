"""Steps are counted, not places

Your results are too small by one. You work out how many steps the window can take
before it reaches the far end. But it also stands somewhere before the first step, and
that place counts too. It is like a fence: between two posts lies one gap, so there is
always one post more than there are gaps.

Take an image of 3 pixels and a window of 3. The window cannot move at all, and still it
gives one output. What does your function say? Then take an image of 4 pixels, and count
places and steps on paper.
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    room = size + 2 * padding - kernel
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return _fitting_room(size, kernel, padding, dilation) // stride
