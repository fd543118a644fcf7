"""The output's shift is rounded to the nearest

You round `d / stride` to the nearest whole number. The task counts the strides that fit
into the shift completely, which means rounding down. For multiples of the stride both are
the same; for a shift of two with a stride of three the one gives 1 and the other 0.

Take the line 0 4 4 4 7 7 7 2 and an f that keeps every third number: 0 4 7. Shift the line
by two: 0 0 0 4 4 4 7 7. Every third: 0 4 7. The output did not move, though two thirds are
nearer to one than to zero. Which division leaves no rest behind?
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
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, round(d / stride)), margin) <= atol:
            kept.append(d)
    return kept
