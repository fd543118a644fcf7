"""Not a number counts as commuting

If f gives NaN, "not a number", your list holds every shift. All comparisons with NaN are
false, so "the difference is too large" is false too, and a shift that is thrown out only
where that holds stays in.

Type `float("nan") > 1` and `float("nan") <= 1`: both are False. For ordinary numbers the
two questions are opposites, and for NaN they are not. Decide which of them lets a shift
*into* the list. A difference that could not be measured is no sign that two pictures agree.
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
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), margin) > atol:
            continue
        kept.append(d)
    return kept
