"""Only the reach of the kernel spoils the border

Your border has the same width for every shift: half of the kernel. That is how far the
padding is felt in the output of a single convolution. But we compare two outputs here, and
one of them was shifted afterwards: the zeros that this shift brought in stand where the
other one has real numbers.

Take a line of ones, sums over three neighbours, and a shift right by four. `shift(f(x))`
begins with four zeros. `f(shift(x))` begins with three zeros, and then the kernel already
sees the first one. Where is the last difference, counted from the left? Try larger shifts:
the band grows.
"""


def spoiled_border(kernel_size, shift):
    return 0 if shift == 0 else kernel_size // 2
