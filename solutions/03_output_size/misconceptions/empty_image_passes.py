"""An image without pixels is let through

Your function refuses bad kernels, strides and paddings, but takes an image of size
zero. With some padding there is even room for a window, so the formula gives a fine
number: a window that looks at nothing but padding. There is no picture in it, and the
result would only hide a mistake that was made before.

Call the function with a size of zero, a window of 2 and a padding of 1. Ask what the
one output that you get is made of. The contract names the smallest size that may be
used. Your check should look at every argument that the contract mentions.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(kernel, stride) < 1 or padding < 0:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    room = size + 2 * padding - kernel
    if room < 0 or room % stride:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    return room // stride + 1
