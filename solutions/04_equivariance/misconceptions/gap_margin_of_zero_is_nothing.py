"""A margin of zero cuts everything away

With a margin of one or more your gap is right, and with the default of zero there is an
error, as if nothing were left. A range that starts at zero and stops at minus zero is
empty: minus zero is plain zero, and from zero to zero there is nothing.

Type a list of five numbers and cut it with a margin of two in your way, then one, then
zero. The three results should have one, three and five numbers. How many has the last?
Think about where the kept part ends, counted from the start instead of from the end: for
five places and a margin of zero it ends at five.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin:-margin, margin:-margin].abs().max().item()
