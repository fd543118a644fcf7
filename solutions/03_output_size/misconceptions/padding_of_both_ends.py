"""The padding of both ends is given as one

Your padding is twice as large as it should be. You work out how many pixels the kernel
takes away, and that is the total that must be given back. But the padding is put at
both ends, so each end gives only half of it. With your value, the output becomes larger
than the input.

Take an image of 5 and a kernel of 3. Without padding there are three places, so two
pixels are missing. Put your padding at both ends of the row and count the places again.
There should be five of them, neither more nor fewer.
"""


def same_padding(kernel, dilation=1):
    lost = dilation * (kernel - 1)
    if lost % 2:
        raise ValueError(f"kernel {kernel} with dilation {dilation} takes away {lost}")
    return lost
