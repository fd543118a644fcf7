"""The largest shift is never tried

Your list stops one short: the shift `max_shift` itself is not tried. A range in Python ends
before its second number, so from 1 to 4 it visits 1, 2 and 3.

Ask about an f that gives its input back, with a stride of one and a largest shift of three.
All shifts commute, so the list is 1, 2, 3. If yours is 1, 2, the last one is missing. With
a stride of two and a largest shift of five one would not notice, because 5 fails anyway.
The task says both ends are included.
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift):
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            kept.append(d)
    return kept
