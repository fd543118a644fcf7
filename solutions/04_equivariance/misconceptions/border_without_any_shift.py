"""A border is spoiled although nothing moved

For a shift of zero you still report the reach of the kernel. It is true that the outputs
near the border are affected by the padding. But the gap does not ask whether the border is
natural; it asks whether two computations agree. Without a shift they are the same one:
`f(x)` and `f(x)`.

Write down both sides of `f(shift(x)) = shift(f(x))` and let the shift do nothing. What is
left of the difference? Then think of the smallest shift that is not zero: now the kernel
matters at once, since even a single column that was pushed out is missed by every output
that could see it.
"""


def spoiled_border(kernel_size, shift):
    if kernel_size == 1:
        return 0
    return max(abs(shift), kernel_size // 2)
