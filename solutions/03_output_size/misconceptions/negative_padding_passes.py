"""A negative padding is let through

Your function refuses bad sizes, kernels and strides, but not a padding below zero. The
formula does not mind: it takes pixels away at both ends instead of adding some, and
gives a number that looks right. But a negative padding is nearly always a slip, for
example from a subtraction that went wrong, and the contract asks you to refuse it.

Call the function with an image of 5, a window of 3 and a padding of minus one. Nothing
in the answer would tell a reader that something is wrong. Compare the limits in the
contract with those in your check: zero padding is fine, and is the usual case.
"""


def conv_output_size(size, kernel, stride=1, padding=0):
    if min(size, kernel, stride) < 1:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    room = size + 2 * padding - kernel
    if room < 0 or room % stride:
        raise ValueError(f"size {size}, kernel {kernel}, stride {stride}, padding {padding}")
    return room // stride + 1
