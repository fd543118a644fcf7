"""The dilation is not used

Your result is the same for every dilation. Dilation pulls the taps of a kernel apart:
with a dilation of 2 a pixel is left out between neighbours. The number of weights
stays, but the kernel reaches further, needs more room, and so finds fewer places where
it fits. For the same reason it sees more of the image.

Draw a row of seven pixels, and a kernel of three taps with one pixel left out between
them. How many pixels does it span, and in how many places can it stand? Compare with
the same kernel without any dilation. Your function should tell the two apart.
"""


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} is too large for {size} and {padding}")
    return (size + 2 * padding - kernel) // stride + 1


def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError(f"no padding is the same on both ends for an even kernel: {kernel}")
    return kernel // 2
