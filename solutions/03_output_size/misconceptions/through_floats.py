"""Large sizes lose their last digits

For everyday sizes your results are right. For very large ones the last digits are
wrong, or a size that is not whole passes as whole. On the way you divide with a
fraction part, and that gives a floating point number: about sixteen digits, and no
more. Making a whole number of it afterwards does not bring back what was rounded away.

Take an odd size with twenty digits, a window of 1 and a stride of 2. You can work out
the last digits by hand. Then look for the step where whole numbers are left, and find a
way to stay with them.
"""


def _checked(size, kernel, stride, padding):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is larger than {size} + 2 * {padding}")


def conv_output_size(size, kernel, stride=1, padding=0):
    _checked(size, kernel, stride, padding)
    places = (size + 2 * padding - kernel) / stride + 1
    if places != int(places):
        raise ValueError(f"{places} is not whole: {size}, {kernel}, {stride}, {padding}")
    return int(places)


def _fitting_room(size, kernel, padding, dilation):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel}, dilation {dilation}: too large for {size}, {padding}")
    return room


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return int(_fitting_room(size, kernel, padding, dilation) / stride) + 1


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    steps = (size + 2 * padding - kernel) / stride
    windows = int(-(-steps // 1) if ceil_mode else steps // 1) + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows


def same_padding(kernel, dilation=1):
    half = dilation * (kernel - 1) / 2
    if half != int(half):
        raise ValueError(f"kernel {kernel} with dilation {dilation} would need {half}")
    return int(half)
