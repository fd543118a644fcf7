"""A negative difference counts as no difference

You look for the largest difference with its sign. Where `f(shift(x))` is smaller than
`shift(f(x))` the difference is negative, and a zero somewhere else is larger than it: minus
five hides behind zero.

Work out the differences for the line 1 2 3 4 under a mirror, shifted right by one: 3, -2,
-2, -2. Now start with the line -1 -2 -3 -4: the differences become -3, 2, 2, 2. The two
pictures are equally far off, so the gap must be 3 for both. What does yours say? Think
about what large means for a difference, when nobody has said which of the two sides comes
first.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).max().item()
