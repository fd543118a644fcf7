"""A kernel as large as the input is refused

A kernel that covers the padded input exactly fits: there is one place for it, and one
output. You refuse this case, as if the kernel had to be smaller than the input. It is a
slip by one at the limit. In real networks the last layer often has a kernel as large as
what is left of the image, so the case is not rare.

Take an image of 3 pixels and a window of 3, and lay one on the other. Count the places.
Then try a window of 4: this one really does not fit. Your check should tell these two
apart.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size + 2 * padding - kernel
    if room <= 0 or room % stride:
        raise ValueError(f"kernel {kernel}, stride {stride} do not fit {size}, {padding}")
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room <= 0:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return room // stride + 1
