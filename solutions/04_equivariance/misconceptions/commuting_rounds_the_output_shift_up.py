"""The output's shift is rounded up

You move the output by one place as soon as the input has begun a new stride. The task
counts only the strides that fit into the shift completely, so it rounds down: a shift by
one with a stride of two moves the output by nothing.

Take the line 0 3 3 8 8 1 and an f that keeps every second number: 0 3 8. Shift the line by
one: 0 0 3 3 8 8. Every second: 0 3 8, which is where it was. For multiples of the stride
both ways of rounding agree. How many whole strides are there in a shift of one?
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
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, -(-d // stride)), margin) <= atol:
            kept.append(d)
    return kept
