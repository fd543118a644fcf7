"""The one is added before the division

With stride 1 your results are right; with larger strides they are not. The one in the
formula stands for the first place of the window. The stride divides the steps that
follow, and the first place is not a step. If the one is added too early, it is divided
as well, and a part of it gets lost.

Take an image of 5 pixels, a window of 3 and a stride of 2. Draw where the window
stands: at the left end, then two further. That makes two places. Now follow your own
calculation with the same numbers, and look at the order of its steps.
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    room = size + 2 * padding - kernel + 1
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole: {size}, {kernel}, {padding}")
    return room // stride


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (_fitting_room(size, kernel, padding, dilation) + 1) // stride


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    room = size + 2 * padding - kernel + 1
    windows = -(-room // stride) if ceil_mode else room // stride
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows
