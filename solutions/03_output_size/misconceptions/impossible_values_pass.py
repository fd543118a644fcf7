"""Impossible arguments are not refused

A window of width zero, an image without pixels, a stride that runs backwards or a
negative padding do not exist. Your function takes them all and puts them into the
formula, which gives some number or other. The worst of it: the number often looks fine.
A padding of minus one, for example, acts as if the image were smaller.

The contract lists what must be refused. Go through the list one by one, and try for
each argument the first value that is not allowed, with the other arguments kept
reasonable. Each of these calls should end in an error that names the bad value.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    room = size + 2 * padding - kernel
    if room < 0 or room % stride:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    return room // stride + 1
