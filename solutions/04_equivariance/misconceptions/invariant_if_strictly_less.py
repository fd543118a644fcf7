"""A difference of exactly the tolerance is too large

Your answer is no when a difference equals the tolerance. The task says "no more than", so
the limit itself still belongs to the yes side. With a tolerance of zero it is plain to see:
a constant function, which cannot possibly care about a shift, gets a no, since no
difference is smaller than zero.

Ask about an f that gives ones, with a tolerance of zero, and then about one whose outputs
differ by one half, with a tolerance of one half. Both times the answer should be True. What
does your comparison say about two equal numbers?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() < atol).all())
