"""The taps are used from last to first

This is true convolution: the last tap meets the first number of the window. The task asks
for cross-correlation, in which the first tap meets the first number.

Take the tile 1 2 3 4 and the taps 1 10 100. The first output is 1 times 1 plus 2 times 10
plus 3 times 100, which is 321. Turned around you get 123. Taps that read the same from both
ends cannot show it.

Some books write the method for convolution, so check with a simple example which of the two
a formula is meant for. Which tap should meet the first number of the tile, and in which
output?
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k2, k1, k0 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last
