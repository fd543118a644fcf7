"""A gap that is not a number is called a yes

A function that gives NaN, "not a number", counts as equivariant in your version. Every
comparison with NaN is false, so "the gap is larger than the tolerance" is false too.
Whoever says no only where that comparison holds says yes to NaN.

Type `float("nan") > 1` and `float("nan") <= 1`: both are False. The two questions look like
opposites, and for ordinary numbers they are. Which of them do you ask, and what do you
answer when it is False? A measurement that failed is no proof of anything, so here the
doubt must count against the function.
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return not equivariance_gap(f, x, dy, dx, margin) > atol
