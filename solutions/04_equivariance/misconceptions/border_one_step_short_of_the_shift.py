"""The band of zeros is taken one step too narrow

Where the shift decides, your border is one too small. You may have thought that position
`shift` itself is the first with real numbers, so that the one before it is still harmless.
It is not: there, `shift(f(x))` is zero, but the kernel of `f(shift(x))` already touches the
first real pixel beside it.

Take a line of ones, sums over three neighbours, and a shift right by four. Positions 0 to 3
of `shift(f(x))` are zero. What is `f(shift(x))` at position 3? Then count how many
positions from the border must be left out, so that position 3 is among them.
"""


def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return max(abs(shift) - 1, kernel_size // 2)
