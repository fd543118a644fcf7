"""The narrower of the two bands is taken

You take the smaller of the shift and the reach of the kernel. The two spoil opposite
borders: the zeros that came in on the one, and the kernel that reaches over the edge on the
other. There is only one margin for all four sides, so it has to be wide enough for the
worse one.

Take a kernel of three, which reaches one place, and a shift right by four. On the left the
band is four wide, on the right it is one wide. A margin of one leaves the left band in
view. Which margin hides both?
"""


def spoiled_border(kernel_size, shift):
    return min(abs(shift), kernel_size // 2)
