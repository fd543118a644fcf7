"""Three small functions on strings and arrays."""

import numpy as np


def shout(word: str, times: int = 1) -> str:
    """The word in capitals, with `times` exclamation marks; raises ValueError if times < 0.

    >>> shout("hey", 2)
    'HEY!!'
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `shout` in words.py, "
        "then run: pytest -k shout"
    )


def count_letters(text: str) -> dict[str, int]:
    """How often each letter occurs, capitals and small letters taken together.

    >>> count_letters("Anna!")
    {'a': 2, 'n': 2}
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `count_letters` in words.py, "
        "then run: pytest -k count_letters"
    )


def moving_average(values: np.ndarray, width: int) -> np.ndarray:
    """The mean of each window of `width` neighbours; raises ValueError if there is no such window.

    >>> moving_average(np.array([1.0, 2.0, 6.0]), 2)
    array([1.5, 4. ])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `moving_average` in words.py, "
        "then run: pytest -k moving_average"
    )
