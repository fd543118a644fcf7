"""index_select on a clone, and counts through one shared helper."""

import operator
from functools import reduce


def _times(*numbers):
    return reduce(operator.mul, numbers, 1)


flatten_count = lambda height, width, channels=1: _times(height, width, channels)  # noqa: E731


def dense_params(n_in, n_out, bias=True):
    return _times(n_in + bool(bias), n_out)


def local_params(height, width, kernel_size, bias=False):
    return _times(height, width, kernel_size * kernel_size + bool(bias))


def shuffle_weights(weight, perm):
    return weight.clone().index_select(dim=1, index=perm)
