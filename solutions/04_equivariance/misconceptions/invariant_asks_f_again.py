"""F is called more than twice

You call f more often than needed: it should run once on `x` and once on the shifted `x`.
With a plain function nobody notices; it only costs time. One with chance or memory in it
gives another answer each time, and then the shape, or the numbers, that you compare belong
to different answers.

Write an f that counts its calls, ask whether it is invariant, and print the count: it must
be two. If you need the output in two places, think about how to use the same result again
instead of asking for a new one.
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    if f(x).shape != f(shift2d(x, dy, dx)).shape:
        return False
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() <= atol).all())
