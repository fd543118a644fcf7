"""The kernel's width less one counts, not its half

You compare the shift with the width of the kernel less one. That is how much smaller the
output gets where there is no padding, left and right together. Here the padding keeps the
size, and the loss is shared by two sides: half of it at each border.

Draw a kernel of width five with its middle on the last place of a line. Two of its weights
lie outside. One place further in, one weight lies outside, and after that none. So outputs
up to two places from the border feel it, not four. What is that number for a kernel of
three, and for one of seven?
"""


def spoiled_border(kernel_size, shift):
    if shift == 0:
        return 0
    return max(abs(shift), kernel_size - 1) if kernel_size > 1 else 0
