"""Six products are used, as in the definition

Both outputs are right, and each is worked out from the definition: three products for the
first and three for the second, six in all. The task asks for four. That is the whole point
of this method, for a product costs more than a sum where numbers are long or chips are
small.

The pixels in the middle of the tile are used by both outputs. Look for products of *sums*
that serve both: if you know a plus b and a minus b, you know a and b. Two such products and
two plain ones are enough.

Work on the taps alone is free in practice, because the kernel stays the same for all tiles.
So halving a sum of taps does not count.
"""


def winograd_1d(tile, kernel):
    return (
        tile[0] * kernel[0] + tile[1] * kernel[1] + tile[2] * kernel[2],
        tile[1] * kernel[0] + tile[2] * kernel[1] + tile[3] * kernel[2],
    )
