"""Everything in one expression."""

from collections import Counter

import numpy as np


def shout(word, times=1):
    if times < 0:
        raise ValueError(f"{times} exclamation marks?")
    return "".join([word.upper(), *["!"] * times])


def count_letters(text):
    return dict(Counter(c for c in text.lower() if c.isalpha()))


def moving_average(values, width):
    if width < 1 or width > len(values):
        raise ValueError(f"width {width} does not fit into {len(values)} values")
    return np.lib.stride_tricks.sliding_window_view(values, width).mean(axis=1)
