"""The count wraps around at 64 bits

Your answers are right until they reach about nine billion billions. Then they jump:
they become negative, or small, or otherwise look like noise. That is what happens when
numbers are kept in a box of 64 bits, as arrays do: what does not fit is cut off at the
front, and nobody tells you. Whole numbers of plain Python have no such box and grow as
they must.

Multiply two numbers with ten or more digits each in your function and compare with the
same product typed at the Python prompt. Then ask yourself whether a count needs an
array library at all.
"""

import numpy as np


def _wrapped(*factors):
    with np.errstate(over="ignore"):
        return int(np.prod(np.array(factors, dtype=np.int64)))


def flatten_count(height, width, channels=1):
    return _wrapped(height, width, channels)


def dense_params(n_in, n_out, bias=True):
    return _wrapped(n_in, n_out) + (n_out if bias else 0)


def local_params(height, width, kernel_size, bias=False):
    weights = _wrapped(height, width, kernel_size, kernel_size)
    return weights + (_wrapped(height, width) if bias else 0)
