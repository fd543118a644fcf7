"""For up and left, the part that should stay is cleared

Down and right are right. For up and left you roll the picture and then clear all places
before the shift, just as for a positive number. But a range that ends at a negative
number means something else in Python: everything but the last few. So the part that
should stay becomes zero, and what came round from the other side is kept.

Shift the line 1 2 3 left by one. On paper this gives 2 3 0. Rolled, it is 2 3 1, and
only the 1 has to go. If it is 0 0 1 in the end, the wrong part was cleared. Type
`[2,3,1][:-1]` into Python and look at what it picks. At which end do foreign numbers
come in when a picture moves left?
"""

import torch


def shift2d(x, dy, dx):
    shifted = torch.roll(x, (dy, dx), dims=(-2, -1))
    shifted[..., :dy, :] = 0
    shifted[..., :dx] = 0
    return shifted
