"""A kernel larger than the input is let through

For a kernel that is larger than the padded input you return a number, often zero or
below. There is no image with a width of zero or minus two, so this number cannot be
used for anything. It may travel through the next calculations and come out as something
that looks quite normal.

Take an image of 2 pixels and a window of 3, without padding, and try to lay the window
on the image. It does not fit in any place. The contract says what to do then: stop, and
let the message show the numbers. Check this case before you use the formula, since the
formula itself does not complain.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size + 2 * padding - kernel
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
