"""A shift to the left or up is not counted

For positive shifts you are right. For negative ones your border is only as wide as the
reach of the kernel, however far the picture moved: a negative number is smaller than
everything else, so it never decides.

Shift a picture left by four instead of right. All that changes is the side: now the zeros
come in on the right, and the kernel reaches over the edge on the left. The picture in a
mirror shows the same thing. So the border has the same width for both signs. Which property
of the number tells you how far something moved, but not in which direction?
"""


def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return max(shift, kernel_size // 2)
