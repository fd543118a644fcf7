"""A kernel that almost fits is let through

A kernel just a little too large for the padded input is let through when the stride is
above 1: you return 1, though there is no place at all for the kernel. What is left over
is a small negative number; divided by the stride it becomes a fraction just below zero,
and cutting off the fraction makes it zero.

Take an image of 4, a window of 5 and a stride of 3. The window does not fit. Follow
your own calculation with these numbers and watch the sign. Rounding down and cutting
off agree for positive numbers and differ for negative ones. It is safer to check the
fit first.
"""


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    places = int((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if places < 1:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return places


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    room = size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)
    windows = int(room / stride) + 1 if abs(room) < 2**50 else room // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows
