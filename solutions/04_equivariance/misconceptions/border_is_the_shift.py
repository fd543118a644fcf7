"""Only the shift spoils the border

Your border is as wide as the shift, whatever the kernel. For large shifts that is right.
For a small shift and a large kernel it is too narrow: at the far border, where the picture
was pushed out, the kernel reaches over the edge, and it finds padding on one side of the
equation and real numbers on the other.

Take a kernel of width seven and a shift by one. The kernel reaches three places to each
side. Up to how far from the right border does an output notice the pixel that was pushed
out? Work it out on paper for a line of ten ones.
"""


def spoiled_border(kernel_size, shift):
    return 0 if kernel_size == 1 else abs(shift)
