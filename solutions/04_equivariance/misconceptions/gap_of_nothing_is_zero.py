"""A margin that leaves nothing gives a perfect score

When the margin is so wide that no position remains, your gap is zero: the best possible.
But nothing was compared. Somebody who turns the margin up until the test is passed would
believe that any function at all is equivariant.

Take an output of four by four positions. A margin of one leaves two by two, and a margin of
two leaves none. Ask your function for the gap of a mirror with a margin of two. A question
about nothing has no answer, and a program should say so instead of making one up. What does
the task want to happen, and what must be readable in the message?
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = (f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)).abs()
    height, width = difference.shape[-2:]
    kept = difference[..., margin : height - margin, margin : width - margin]
    return kept.max().item() if kept.numel() else 0.0
