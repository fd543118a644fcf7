"""The count is a number of NumPy, not a Python int

The value may look right when you print it, but its type is not the one that is asked
for. What comes back from an array library is a number with a fixed size of 64 bits. It
prints like an ordinary number, compares like one, and still behaves differently: it
overflows silently, some tools refuse to write it to a file, and very large counts come
out wrong.

Ask Python for the type of your result for a small image, not only for its value.
Counting three numbers needs no arrays: ordinary multiplication of the arguments gives
an ordinary whole number that can grow without limit.
"""

import numpy as np


def flatten_count(height, width, channels=1):
    return np.int64(height) * np.int64(width) * np.int64(channels)


def dense_params(n_in, n_out, bias=True):
    return np.int64(n_in) * np.int64(n_out) + (np.int64(n_out) if bias else np.int64(0))
