"""The output is moved as far as the input

You move the output by as many columns as the input. But f shrinks: with a stride of two,
two columns of the input are one column of the output. When an object moves by two pixels,
its mark in the output moves by one place.

Take every second number of the line 3 1 4 1 5 9: the output is 3 4 5. Shift the line right
by two, 0 0 3 1 4 1, and take every second again: 0 3 4. How far did the output move? One
place. You compare it with an output moved by two, 0 0 3, and it does not fit. With a stride
of one the two are the same, which hides the mistake.
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
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d), margin) <= atol:
            kept.append(d)
    return kept
