"""One sign is wrong in the second output

The first output is right and the second is wrong: its last part is added where it should be
subtracted, or the other way round. In this method every product serves several outputs with
different signs, and a slip of one sign is easily made.

To find it, use tiles with a single 1 and taps with a single 1. There are twelve such cases,
and in each of them the outputs are 0 or 1. The tile 0 0 0 1 with the taps 0 0 1 must give 0
and 1.

Then take the formula, replace the sums by what they stand for, and multiply out. Everything
that is not wanted must cancel. Which part does not?
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus + last
