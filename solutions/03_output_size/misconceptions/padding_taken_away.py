"""Padding makes the input smaller

With padding your sizes become smaller, and they should become larger. In the formula
the padding is added: zeros are put around the image, so the window has more room to
slide. Perhaps you took the minus sign, which stands before the size of the window, to
hold for what comes after it as well.

Draw a row of five pixels, put one zero at each end, and slide a window of three over
it: it has five places instead of three. Then see what your function gives for paddings
of 0, 1 and 2. Each of them should add two places at stride 1.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0 or kernel > size + 2 * padding:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size - kernel - 2 * padding
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole: {size}, {kernel}, {padding}")
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > size + 2 * padding:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return (size - 2 * padding - reach) // stride + 1
