"""Prints what your functions give."""

import station

try:
    print("warmest:", station.warmest())
except NotImplementedError as error:
    print(error)
