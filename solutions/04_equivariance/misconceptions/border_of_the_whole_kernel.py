"""The whole kernel counts, not its reach to one side

You compare the shift with the full width of the kernel. But a kernel stands with its middle
on the position that it computes. From there it reaches only half of its width to each side,
without the middle itself: one place for a kernel of three, two for a kernel of five.

Draw a kernel of width five over the last place of a line, with its middle on that place.
How many of its five weights lie outside? Then move it one place inwards, and again, until
it lies inside completely. How many places did that take? So many outputs feel the border,
and no more.
"""


def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return max(abs(shift), kernel_size)
