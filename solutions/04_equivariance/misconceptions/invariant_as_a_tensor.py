"""The answer about invariance is a tensor

Your answer is a tensor with a single truth value in it. In an `if` it behaves like True or
False, so one hardly notices. But it is not a Python bool: `answer is True` fails, and it
stands on the device on which it was computed.

Print the type of your answer. The signature promises `bool`. Comparing a tensor with a
number gives a tensor of truth values, and asking whether all of them are true gives a
tensor again, with one entry. One small step is missing between it and a plain True or
False.
"""

from equivariance import shift2d


def is_invariant(f, x, dy, dx, atol=1e-5):
    difference = f(shift2d(x, dy, dx)) - f(x)
    return (difference.abs() <= atol).all()
