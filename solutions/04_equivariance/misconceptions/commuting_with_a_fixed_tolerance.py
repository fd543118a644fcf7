"""The tolerance for commuting is always the default

You compare with the same small number every time, whatever tolerance was asked for. It is
the default, so most examples look right. But a larger tolerance may let more shifts into
the list, and a smaller one may throw some out.

Take the line 0 1 2 3 4 5 and keep every second number. A shift by one gives 0 1 3 where 0 2
4 should be: they differ by 1 at most. With a tolerance of 1 this shift commutes, with 0.5
it does not. Print both lists. Are they the same? Follow the name of the tolerance through
your function.
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= 1e-5:
            kept.append(d)
    return kept
