"""Invariance is taken for equivariance

You shift the output of `f(x)` before you compare. That asks whether the output moves along
with the input, which is equivariance. Invariance asks for more rest: the output must not
change at all, wherever the object stands.

Take an f that gives its input back. Shift 0 5 0 0 right by one: the output is now 0 0 5 0,
and it was 0 5 0 0. It has changed, so the answer is no. An f that gives the largest pixel
says 5 both times: yes. And if f gives one number per channel, what would it even mean to
shift its output? Which two things should be compared?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return bool((difference.abs() <= atol).all())
