"""Shift and reach are added, even where nothing spoils

You add the width of the shift and half of the kernel in every case. Two things are wrong
with that. The two bands do not stand side by side: on one side zeros came in, on the other
side the kernel reaches over the edge, so one margin has to cover the wider of the two, not
both together. And without a shift, or with a kernel that sees a single pixel, nothing is
spoiled at all.

Take a line of ones, sums over three neighbours, and a shift right by two, and mark on paper
where the two sides of the equation differ. How wide is the band on the left, and how wide
on the right?
"""


def spoiled_border(kernel_size, shift):
    return abs(shift) + kernel_size // 2
