"""Half of an odd kernel is taken as a fraction

You halve the kernel's width exactly: three becomes one and a half. A margin counts
positions, and half a position does not exist; where the shift decides, the type may be
right and the value too, and where the kernel decides, it is not.

Think of the kernel with its middle on one place. It reaches as many places to the left as
to the right, and the middle belongs to neither. A kernel of three has one place on each
side, a kernel of seven three. Which kind of division gives whole numbers like these? The
signature promises an `int`.
"""


def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return max(abs(shift), kernel_size / 2)
