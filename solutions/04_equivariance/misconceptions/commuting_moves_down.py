"""The picture is moved down instead of right

You move input and output down; the task moves them to the right. For a convolution on a
large picture the list is often the same, since it treats both directions alike. For an f
that shrinks only the width, or for a picture that is not the same in both directions, it is
not.

Take a picture with a single row and an f that keeps every second column. Moving it down
leaves nothing but zeros, on both sides of the equation, so every shift seems to commute.
Moving it right by one does change what f sees. Which of the two numbers of the shift is
about columns?
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
        if _gap(f(shift2d(x, d, 0)), shift2d(output, d // stride, 0), margin) <= atol:
            kept.append(d)
    return kept
