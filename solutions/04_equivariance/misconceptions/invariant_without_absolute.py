"""An output that shrinks counts as unchanged

You ask whether the difference is at most the tolerance, with its sign. Where the output got
smaller the difference is negative, and a negative number is at most anything. So an object
that is pushed out of the picture, and whose score drops from 50 to 0, is said to have
changed nothing.

Shift 0 0 0 5 right by one: all zeros remain. The largest pixel was 5 and is 0 now. The
difference, new minus old, is -5. Is -5 at most 0.00001? It is, and yet the output is not
the same. What has to be taken away from a difference before it is compared?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference <= atol).all())
