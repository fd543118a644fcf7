"""A positive difference counts as no difference

You take `shift(f(x))` minus `f(shift(x))` and look for the largest number, with its sign.
Where the shifted input gives more, the difference is below zero, and a zero from some other
position wins.

Take the line 1 2 3 4 and a mirror, shifted right by one. The two sides are 0 4 3 2 and 3 2
1 0, so the differences are -3, 2, 2, 2. The largest with its sign is 2, but the position
that is furthest off is off by 3. Would it matter to you which of two rulers you call the
first one? What has to happen to a difference before sizes are compared?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = shift2d(f(x), dy, dx) - f(shift2d(x, dy, dx))
    return _inside(difference, margin).max().item()
