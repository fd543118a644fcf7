"""The tolerance is fixed, whatever is asked for

You compare the gap with the same small number every time. That is the default, so most
examples look right. But whoever asks with a tolerance of one half wants to forgive
differences up to one half, and whoever asks with zero wants none at all.

Take an f whose gap is one half. With a tolerance of 0.4 the answer is no, and with 0.5 it
is yes. Print your answers for the tolerances 0, 0.5 and 100: do they ever change? Follow
the name of the tolerance from the first line of your function to the comparison. Where does
it get lost?
"""

from equivariance import equivariance_gap


def is_equivariant(f, x, dy, dx, margin=0, atol=1e-5):
    return equivariance_gap(f, x, dy, dx, margin) <= 1e-5
