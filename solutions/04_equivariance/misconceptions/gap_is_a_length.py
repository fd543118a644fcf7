"""The gap adds squares up instead of taking the largest

Your gap is the length of the whole table of differences: the root of the sum of all
squares. It is zero exactly when the largest difference is zero, so yes-or-no examples look
right, but it grows with the number of wrong positions.

Take the differences 3, -2, -2, -2. The largest of them, without its sign, is 3. The root of
9 + 4 + 4 + 4 is about 4.58. A tolerance per number makes sense only if the measure is a
difference of single numbers: with a length, a large image with harmless rounding everywhere
would fail. Which of the entries should speak for the table?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).square().sum().sqrt().item()
