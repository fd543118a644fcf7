"""The shift and the reach of the kernel are added up

You add the width of the shift and the reach of the kernel, as if the two effects stood side
by side. They overlap, or stand at opposite borders: on one side the zeros that came in, on
the other side the kernel reaching over the edge.

Take a line of ones, sums over three neighbours, and a shift right by two. Work out both
sides of the equation on paper, place by place. They differ in place 1 and in the last
place. So on the left a margin of two is needed, on the right a margin of one. One margin
must cover both sides. Is that three?
"""


def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return abs(shift) + kernel_size // 2
