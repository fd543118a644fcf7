"""All differences are added up

Your gap is the sum of all absolute differences. It is zero exactly when nothing differs, so
many examples look right. But it grows with every wrong position: a large picture with a
little rounding everywhere gets a larger gap than a small one with a real error.

Take the differences 3, -2, -2, -2. The sum without signs is 9, and the largest is 3. A
tolerance such as 0.00001 is meant for single numbers. With a million positions, each of
them off by a harmless 0.0000001, what would your sum be? Which one of the differences
should speak for all of them?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).abs().sum().item()
