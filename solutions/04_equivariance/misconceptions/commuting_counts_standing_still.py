"""Standing still is listed as a shift

Your list begins with 0. Of course no shift at all commutes with everything: both sides are
then `f(x)`. But it says nothing about f, and the task asks for the shifts from 1 on.

Ask about an f that keeps every second number of 3 1 4 1 5 9, with a largest shift of four:
the answer is 2 and 4. Even a function that has nothing to do with shifts, such as a mirror,
would have the 0 in its list and never an empty one. Where does a Python range begin if it
is told only where to end?
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(max_shift + 1):
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) <= atol:
            kept.append(d)
    return kept
