"""Small differences on average are enough

You take the mean of the absolute differences. Signs cannot cancel any more, which is good.
But one entry that has changed a lot disappears among many that have not: the larger the
output, the more is forgiven.

Take an output with a thousand entries of which one changes by 2. The mean change is 0.002,
and with a tolerance of 0.01 you say yes. The task says that no two entries differ by more
than the tolerance. Which of the thousand differences do you have to look at, so that all
the others are covered?
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return bool(difference.abs().mean().item() <= atol)
