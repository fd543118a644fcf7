"""One output is moved back instead of the other forth

You take `f(shift(x))`, move it back, and compare it with `f(x)`. In the middle of the
picture that is the same thing. At the border it is not: what the shift pushed out is lost,
and moving back brings zeros in. So you see a spoiled band on the wrong side, and even an f
that changes nothing seems to have a gap.

Take the line 1 2 3 4 and an f that gives its input back. Shift right by one, then left by
one: 1 2 3 0. The 4 did not survive the journey, and your gap is 4, though the output moved
along perfectly. How often should each side of the equation be shifted?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = shift2d(f(shift2d(x, dy, dx)), -dy, -dx) - f(x)
    return _inside(difference, margin).abs().max().item()
