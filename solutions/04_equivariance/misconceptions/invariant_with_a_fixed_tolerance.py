"""The tolerance for invariance is always the default

You compare with the same small number every time, whatever tolerance was asked for. It is
the default, so most examples look right. But whoever asks with one half wants to forgive
differences up to one half, and whoever asks with zero wants none at all.

Take an f whose outputs differ by one half. With a tolerance of 0.4 the answer is no, and
with 0.5 it is yes. Print your answers for 0, 0.5 and 100. Do they ever change? Follow the
name of the tolerance through your function. Where does it get lost?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool((difference.abs() <= 1e-5).all())
