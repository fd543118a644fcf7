"""The padding is half of the kernel, come what may

You take half of the kernel, rounded down, in every case. For ordinary odd kernels that
is right, and it is what one learns first. Two things are missing. A dilated kernel
reaches further, so it takes more pixels away. And an even kernel takes away an odd
number of pixels, which no padding on both ends can give back.

Draw three taps with one pixel left out between neighbours, slide them over a row of
seven pixels and count the places. How many pixels are missing? Then do the same with a
kernel of two, and see what the contract says about such a case.
"""


def same_padding(kernel, dilation=1):
    return kernel // 2
