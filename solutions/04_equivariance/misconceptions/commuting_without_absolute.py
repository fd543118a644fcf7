"""A negative difference does not rule a shift out

You compare differences with their sign. Where the moved input gives less than the moved
output, the difference is negative, and that is below every tolerance: too many shifts get
into the list.

Take the line 0 1 2 3 4 5 and keep every second number: 0 2 4. A shift by one gives 0 1 3.
The differences, new minus old, are 0, -1, -1: none is above zero, but two of three numbers
are wrong. With the line turned round in sign, the same shift fails. A list that depends on
the sign of the picture cannot be right. What is missing before the comparison?
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
        difference = f(shift2d(x, 0, d)) - shift2d(output, 0, d // stride)
        height, width = difference.shape[-2:]
        inside = difference[..., margin : height - margin, margin : width - margin]
        if inside.max().item() <= atol:
            kept.append(d)
    return kept
