"""Half a pixel of padding is dropped

For a kernel of 2 you say that no padding is needed. But a kernel of 2 takes one pixel
away, and without padding the output is shorter than the input. Half a pixel at each end
would be right, and half pixels do not exist. Rounding that half down means that the
size is not kept.

Take an image of 4 and a kernel of 2, and count the places without padding and with a
padding of 1. One count is too small, the other too large, and none is 4. The contract
says what to do where no padding on both ends keeps the size.
"""


def same_padding(kernel, dilation=1):
    return dilation * (kernel - 1) // 2
