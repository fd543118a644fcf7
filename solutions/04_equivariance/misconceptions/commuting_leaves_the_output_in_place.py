"""The output is not moved at all

You compare `f(shift(x))` with `f(x)` where it stands. That asks for which shifts f is
invariant. Here the output should move along, by as many places as whole strides fit into
the shift.

Take every second number of 3 1 4 1 5 9: the output is 3 4 5. Shift the line by two: 0 0 3 1
4 1, and the output is 0 3 4. It has moved by one place, just as it should, so 2 belongs to
the list. In your comparison 0 3 4 stands against 3 4 5. Which of the two has to be moved
first, and how far?
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
        if _gap(f(shift2d(x, 0, d)), output, margin) <= atol:
            kept.append(d)
    return kept
