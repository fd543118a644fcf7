"""The padding is not used

Your result is the same for every padding. Padding makes the input longer before the
window starts to slide: zeros are put at both ends, so there are more places to stand.
That is how a network can keep the size of its images through many layers instead of
losing a little in each.

Take an image of 3 pixels and a window of 3. There is one place. Now put one zero at
each end, and count again: the window can stand in three places. What does your function
say for the two cases, and what does it do with its last argument?
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(f"impossible: size {size}, kernel {kernel}, {stride}, {padding}")
    room = size - kernel
    if room < 0 or room % stride:
        raise ValueError(f"kernel {kernel}, stride {stride} do not fit {size}")
    return room // stride + 1


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(f"kernel {kernel} with dilation {dilation} is too large for {size}")
    return room // stride + 1
