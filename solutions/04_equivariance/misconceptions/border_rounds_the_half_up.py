"""Half of the kernel is rounded up

You count the middle of the kernel as part of its reach: two for a kernel of three, three
for one of five. The middle stands on the position itself. Only what lies beyond it can
stick out over the border.

Lay a kernel of three on the last place of a line: one weight is outside. Lay it on the
place before: nothing is outside any more. So exactly one place feels the border, not two. A
margin that is one too wide does hide the damage, but the task asks for the smallest margin
that does. For which shifts does your answer differ from it?
"""


def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return max(abs(shift), (kernel_size + 1) // 2)
