"""The halves are missing

The two products of sums contain what you want twice. Adding a plus b and a minus b gives
2a, not a. So somewhere there has to be a half, and here there is none: the parts that come
from the two products in the middle are twice too large.

Take the tile 0 1 0 0 and the taps 1 0 0. The outputs are 0 and 1. Follow the four products
by hand: which of them are not zero, and what do they add up to?

A product with a constant is free, so the halves cost nothing. The best place for them is on
the side of the taps, because those stay the same for a whole image and need to be halved
only once.
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * (k0 + k1 + k2)
    minus = (t2 - t1) * (k0 - k1 + k2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last
