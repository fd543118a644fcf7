"""The uncovered part still shows the old picture

The moved part is in the right place, but where nothing moved to, the old numbers are still
there: the new picture was laid over a copy of the old one. On a photograph one sees the
object and a piece of its ghost.

Shift 1 2 3 4 right by two. Two places are uncovered on the left, and they must be zero: 0 0
1 2. If you get 1 2 1 2, the first two numbers were never touched. Think about what the
result holds before you write anything into it. What would a shift past the edge give, where
nothing at all is written?
"""

import torch
from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    covered = _right(torch.ones_like(x), dy, dx) > 0
    return torch.where(covered, _right(x, dy, dx), x)
