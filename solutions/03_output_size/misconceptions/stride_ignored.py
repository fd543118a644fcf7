"""The stride is not used

Your result does not change when the stride does. It counts every place where the window
could stand, as if it moved pixel by pixel. With a stride of 2 the window jumps over
every second place, so only about half of them remain along each side, and about a
quarter in the whole image.

Take an image of 7 pixels and a window of 3. Mark the places where the window starts for
a stride of 1, then for a stride of 2. The marks at the start stay, those in between
disappear. Which of the two counts does your function give, and where does the stride
come in?
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    if (size + 2 * padding - kernel) % stride:
        raise ValueError(f"stride {stride} does not divide: {size}, {kernel}, {padding}")
    return size + 2 * padding - kernel + 1


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return _fitting_room(size, kernel, padding, dilation) + 1
