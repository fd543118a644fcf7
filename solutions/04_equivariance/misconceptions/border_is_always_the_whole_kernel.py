"""The whole kernel counts, also where nothing is spoiled

You take the larger of the shift and the kernel's full width, in every case. A kernel stands
with its middle on the position that it computes, and reaches only half of its width to
either side. And without a shift, or with a kernel that sees one pixel, both sides of the
equation are the same.

Lay a kernel of width five on the last place of a line, with its middle on that place: two
weights are outside. How many outputs, counted from the border, have at least one weight
outside? Then look at a kernel of width one. How many has it?
"""


def spoiled_border(kernel_size, shift):
    return max(abs(shift), kernel_size)
