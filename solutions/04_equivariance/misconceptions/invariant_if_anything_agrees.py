"""One entry that agrees is enough

You say yes as soon as one entry of the two outputs is equal. A feature map has many zeros
before and after a shift, and wherever both are zero they agree: nearly everything looks
invariant that way.

Take 0 5 0 0 and 0 0 5 0. Entry by entry: equal, different, different, equal. Two entries
agree, and yet it is plain that the output has changed. The word in the task is
"everywhere". With a batch, one image that stays the same does not excuse another that
changes. How many exceptions are allowed?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() <= atol).any())
