"""The halves are rounded down to whole numbers

The halves are taken with a division that rounds down. For taps whose sum is even this is
fine. For an odd sum half a unit is lost, and the outputs are wrong by about as much as the
tile is large. For fractions of every kind it is worse.

Take the tile 0 1 0 0 and the taps 1 0 0. The sum of the taps is 1, and half of it is one
half, not zero. The outputs must be 0 and 1.

The rounding is done by one of Python's two signs for division. Which one keeps the
fraction? The task allows plus, minus, times and divided by, and nothing that rounds.
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) // 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) // 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last
