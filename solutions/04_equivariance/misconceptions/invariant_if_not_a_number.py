"""An output that is not a number counts as unchanged

If f gives NaN, "not a number", you call it invariant. Every comparison with NaN is false,
so "some difference is larger than the tolerance" is false as well. Whoever says no only
where that holds says yes to NaN.

Type `float("nan") > 1` and `float("nan") <= 1`: both are False. Even `nan == nan` is. The
questions "is none too large?" and "are all small enough?" look like the same one, and for
ordinary numbers they are. Which do you ask? A network that has broken down must not pass
for one that does not care where the object is.
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return not bool((difference.abs() > atol).any())
