"""Negative shifts and harmless cases are not thought of

You take the larger of the shift and half of the kernel, with the shift as it stands. A
negative shift is smaller than everything, so it never decides, although it spoils just as
wide a band on the other side. And where nothing can be spoiled, without a shift or with a
kernel that sees one pixel, you still report a border.

Draw a line of ones and sums over three neighbours. Shift by plus four, then by minus four,
and mark where the two sides of the equation differ: the drawings are mirror images. Then
shift by nothing. How many differences are there now?
"""


def spoiled_border(kernel_size, shift):
    return max(shift, kernel_size // 2)
