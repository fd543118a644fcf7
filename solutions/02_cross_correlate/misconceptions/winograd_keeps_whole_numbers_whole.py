"""Whole numbers are halved so that they stay whole

Floats and fractions are halved exactly. For ints a division is chosen that rounds down,
so that they stay ints. The outputs are indeed whole then, but what is made on the way
need not be. Where a sum of taps is odd, half a unit is lost, and the outputs are wrong.

Take the tile 1 1 1 1 and the taps 1 0 0. By the definition both outputs are 1. The sum
of the taps is 1: what is half of it in your code? Then take the taps 1.0 0.0 0.0. The
numbers are the same, so the outputs must be the same too. Which of your lines looks at
the kind?
"""


def _half(value):
    return value // 2 if isinstance(value, int) else value / 2


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * _half(k0 + k1 + k2)
    minus = (t2 - t1) * _half(k0 - k1 + k2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last
