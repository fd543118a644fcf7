"""The kernel's width less one counts, always

You compare the shift with the kernel's width less one. That is how much an output shrinks
without padding, both sides together. Here each side has its own half of it. A kernel of
width one gives the right zero that way only if nothing moves.

Draw a kernel of width five with its middle on the last place of a line. Two of its weights
lie outside. One place further in, one does, and then none. So outputs up to two places from
the border feel it, not four. And a kernel that sees one pixel: what does a shift by four
spoil for it?
"""


def spoiled_border(kernel_size, shift):
    if shift == 0:
        return 0
    return max(abs(shift), kernel_size - 1)
