"""A whole day at the station."""

from gauge import celsius
from weather import load


def warmest() -> float:
    """The highest temperature of the day, in degrees Celsius.

    >>> warmest()
    18.0
    """
    ### BEGIN SOLUTION
    return celsius(max(load()))
    ### END SOLUTION
