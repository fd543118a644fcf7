"""A shift by zero wipes the picture out

Where one of the two numbers is zero, your result is all zeros, although nothing should have
moved in that direction. A range that ends at the shift, or starts at it, is empty for one
way of writing it and covers everything for the other: zero is the turning point between the
two.

Shift the line 1 2 3 4 by nothing: it must come back as it was, as a copy. Then shift a
small picture down by one and across by zero. Go through your cases for positive and for
negative numbers: in which of the two does zero land, and which places are then set to zero?
"""

import torch


def shift2d(x, dy, dx):
    shifted = torch.roll(x, (dy, dx), dims=(-2, -1))
    if dy > 0:
        shifted[..., :dy, :] = 0
    else:
        shifted[..., dy:, :] = 0
    if dx > 0:
        shifted[..., :dx] = 0
    else:
        shifted[..., dx:] = 0
    return shifted
