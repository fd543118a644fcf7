"""The gap is the mean difference, not the largest

You give the average of all differences. A single position that is badly wrong among a
hundred that are right then looks like a small flaw everywhere: the gap is far too small,
and it shrinks as the image grows.

Take a picture of four pixels and an f that is wrong by 8 in one of them. The largest
difference is 8; the mean is 2. On a photograph, one wrong pixel would vanish behind any
tolerance. An equation like `f(shift(x)) = shift(f(x))` holds or does not hold at each
single position. Which one number tells you that it holds everywhere?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin).abs().mean().item()
