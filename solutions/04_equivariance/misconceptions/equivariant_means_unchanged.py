"""Equivariance is taken for invariance

You ask whether the output stays the same when the input moves. That is invariance.
Equivariance means that the output moves along: whatever stood at one place of the output
now stands as far away as the input was shifted.

Take an f that doubles each pixel. Shift 0 5 0 0 right by one: the output goes from 0 10 0 0
to 0 0 10 0. It has changed, so it is not invariant; it has moved by exactly one, so it is
equivariant. A constant f is the other way round. Which of your two outputs still has to be
shifted before you lay one on the other?
"""

from equivariance import shift2d


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    difference = (f(shift2d(x, dy, dx)) - f(x)).abs()
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    kept = difference[..., margin : height - margin, margin : width - margin]
    return kept.max().item() <= atol
