"""Three small functions on strings and arrays."""

import numpy as np


def shout(word: str, times: int = 1) -> str:
    """The word in capitals, with `times` exclamation marks; raises ValueError if times < 0.

    >>> shout("hey", 2)
    'HEY!!'
    """
    ### BEGIN SOLUTION
    if times < 0:
        raise ValueError(f"times must not be negative, got {times}")
    return word.upper() + "!" * times
    ### END SOLUTION


def count_letters(text: str) -> dict[str, int]:
    """How often each letter occurs, capitals and small letters taken together.

    >>> count_letters("Anna!")
    {'a': 2, 'n': 2}
    """
    ### BEGIN SOLUTION
    counts: dict[str, int] = {}
    for letter in text.lower():
        if letter.isalpha():
            counts[letter] = counts.get(letter, 0) + 1
    return counts
    ### END SOLUTION


def moving_average(values: np.ndarray, width: int) -> np.ndarray:
    """The mean of each window of `width` neighbours; raises ValueError if there is no such window.

    >>> moving_average(np.array([1.0, 2.0, 6.0]), 2)
    array([1.5, 4. ])
    """
    ### BEGIN SOLUTION
    if not 1 <= width <= len(values):
        raise ValueError(f"no window of width {width} in {len(values)} values")
    sums = np.cumsum(np.concatenate([[0.0], values]))
    return (sums[width:] - sums[:-width]) / width
    ### END SOLUTION
