"""A difference of exactly the tolerance rules a shift out

A shift whose largest difference equals the tolerance is missing from your list. The task
says "at most", so the limit itself still belongs to it. With a tolerance of zero your list
is always empty, because no difference is smaller than zero.

Take the line 0 1 2 3 4 5 and keep every second number. A shift by one gives 0 1 3 where 0 2
4 should be: the largest difference is 1. With a tolerance of 1 this shift commutes, with
0.9 it does not. On which side of the line does your comparison put two equal numbers?
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
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) < atol:
            kept.append(d)
    return kept
