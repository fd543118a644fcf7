"""Invariance is measured instead of equivariance

You compare `f(shift(x))` with `f(x)` as it stands. That asks whether the output stays the
same when the input moves, which is invariance. Equivariance asks whether the output moves
along.

Take the simplest f there is, one that gives its input back. Shift 0 5 0 0 right by one: f
now gives 0 0 5 0. The plain output was 0 5 0 0, so your gap is 5. But the output did
exactly what the input did, and the gap should be 0. Which picture must `f(shift(x))` be
laid on, so that the two fit?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return _inside(difference, margin).abs().max().item()
