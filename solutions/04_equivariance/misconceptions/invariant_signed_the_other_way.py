"""An output that grows counts as unchanged

You take `f(x)` minus `f(shift(x))` and ask whether it is at most the tolerance, with its
sign. Where the shifted input gives more than the plain one, the difference is negative, and
a negative number is at most anything.

Take an f that gives minus the largest pixel, and shift 0 0 0 5 right by one: all zeros
remain. The output was -5 and is 0 now. Old minus new is -5. Is -5 at most 0.00001? It is,
and yet the output is not the same. What has to be taken away from a difference before it is
compared?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(x) - f(shift2d(x, dy, dx))
    return bool((difference <= atol).all())
