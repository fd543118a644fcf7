"""Uses up the small gaps in Python's memory, so that what comes after lies together.

An interpreter that has imported much is full of free places, a few in each page. A process forked
from it would put its new objects there, and every one would cost it the copy of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

_STEP, _LARGEST = 16, 512  # Python's own sizes of small blocks
_HEADER = 33  # of a bytes object
_POOL = 16384  # bytes that Python divides into blocks of one size
_MOST = 4 << 20  # bytes for one size: a limit that is not meant to be reached

_gaps: list[object] = []  # what fills them, for as long as the process lives


def fill_gaps() -> None:
    """Takes some milliseconds and a few megabytes that were lying idle."""
    for size in range(_STEP, _LARGEST + 1, _STEP):
        count = _POOL // size // 2
        for _ in range(_MOST // (size * count)):
            _gaps.extend(_objects(size, count))
            if id(_gaps[-1]) - id(_gaps[-count]) == (count - 1) * size:
                break  # one after another: the gaps are used up


def _objects(size: int, count: int) -> Iterator[object]:
    """New objects of that many bytes, made without any other."""
    if size == 16:
        return (object() for _ in repeat(None, count))
    if size == 32:
        return map(id, repeat(None, count))  # large numbers
    return map(bytes, repeat(size - _HEADER, count))
