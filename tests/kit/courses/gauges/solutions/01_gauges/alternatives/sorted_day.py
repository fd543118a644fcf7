"""The last of the sorted readings"""

from gauge import celsius
from weather import load


def warmest():
    return sorted(celsius(reading) for reading in load())[-1]
