"""The two outputs come in the wrong order

Both numbers are right, but the second comes first. The first output belongs to the window
that begins with the first number of the tile, and the second to the window that begins one
place further on.

Take the tile 1 0 0 0 and the taps 1 0 0. The first window sees the 1, so the outputs are 1
and 0. If you get 0 and 1, they have changed places.

When such tiles are put side by side to cover a whole row, the outputs follow each other as
they come. Two that are swapped would turn the picture into a zigzag. Which of your two sums
holds the product with the last tap alone, and where does this tap reach?
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return plus - minus - last, first + plus + minus
