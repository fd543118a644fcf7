"""Shifts between the multiples are never tried

You test the multiples of the stride, and only them. Usually the others fail, and your list
is right. But the question is about each shift from 1 to the largest. A shift between two
multiples can commute as well: the output then has to move by the whole number of strides
that fit into it.

Take the line 0 3 3 8 8 1 and an f that keeps every second number: 0 3 8. Shift the line by
one, 0 0 3 3 8 8, and keep every second again: 0 3 8. Nothing moved in the output, and one
divided by two, rounded down, is zero. So 1 belongs to the list. Which shifts does your loop
visit?
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(stride, max_shift + 1, stride):
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            kept.append(d)
    return kept
