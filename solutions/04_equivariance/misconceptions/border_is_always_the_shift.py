"""The width of the shift is the answer to everything

Your answer depends on the shift only. For a kernel of three and larger shifts it is right.
But a wide kernel reaches further than a small shift: at the border where pixels were pushed
out, it misses them from several places away. And a kernel of width one misses nothing, so
nothing is spoiled, however far the picture moves.

Take a line of ten ones, a kernel of width seven, and a shift by one. Up to how far from the
right border does a sum notice the pixel that was pushed out? Then multiply each pixel by
ten and shift by four. Do the two sides differ anywhere?
"""


def spoiled_border(kernel_size, shift):
    return abs(shift)
