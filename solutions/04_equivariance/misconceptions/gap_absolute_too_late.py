"""The sign is dropped only after the largest was chosen

You look for the largest difference with its sign, and make this one positive at the end.
But then the choice has already been made: a difference of minus five lost against a zero,
and the absolute value of zero is zero.

Take the differences -3, 2, 2, 2. The largest with its sign is 2, and dropping the sign of 2
changes nothing. The position that is off by 3 never had a chance. Do the two steps in the
other order on paper, and see what comes out. Which of them must come first, so that every
position is judged by how far it is off?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return abs(_inside(difference, margin).max().item())
