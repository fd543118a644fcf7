"""Inputs must lie in one piece in memory

Ordinary tensors work; one that was transposed, permuted or cut out of a larger one stops
with an error about its memory. Such a tensor is a different way of looking at numbers that
lie elsewhere in another order. It has a shape like any other, but it cannot be looked at in
a new shape without moving the numbers.

Try it: take a picture, swap its last two dimensions, and shift the result. The answer must
be the same as for a fresh copy of it. The message that you see names the remedy. Think
about whether you need to change the shape at all: the last two dimensions can be reached
from the end.
"""

from equivariance import shift2d as _right


def shift2d(x, dy, dx):
    flat = x.view(-1, *x.shape[-2:])
    return _right(flat, dy, dx).view(x.shape)
