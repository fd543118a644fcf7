"""Only a gap of exactly zero is a yes

You ask whether both sides are exactly equal, whatever tolerance was given. With whole
numbers that works. With ordinary floating-point numbers the two sides are computed in a
different order, and the last digit may differ: a convolution that is equivariant by its
very nature is then turned down for a difference of 0.0000001.

Add 0.1, 0.2 and 0.3 in two different orders and compare. Then ask your function about an f
whose gap is one half, with a tolerance of one: it should say yes. Where in your code does
the tolerance enter?
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx, margin) == 0
