"""One line of progress for work that takes a while; nothing where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")


def bar(iterable: Iterable[Item], total: int | None = None, label: str = "") -> Iterator[Item]:
    """Go through the items, and tell on a terminal how far it is and how long it still takes."""
    if total is None:
        total = len(iterable) if isinstance(iterable, Sized) else 0
    screen = sys.__stderr__
    if screen is None or not screen.isatty():
        yield from iterable
        return
    start = last = time.monotonic()
    try:
        for done, item in enumerate(iterable, start=1):
            yield item
            now = time.monotonic()
            # Often enough to see it move, seldom enough to cost nothing.
            if now - last >= 0.2 or done == total:
                last = now
                screen.write("\r" + line(label, done, total, now - start).ljust(78))
                screen.flush()
    finally:
        screen.write("\r" + " " * 78 + "\r")
        screen.flush()


def line(label: str, done: int, total: int, seconds: float) -> str:
    """`training [#####-----] 5 of 10, 12 s left`."""
    if not total:
        return f"{label} {done}".strip()
    filled = round(20 * min(done, total) / total)
    left = seconds / done * max(0, total - done)
    drawn = f"[{'#' * filled}{'-' * (20 - filled)}] {done} of {total}"
    return f"{label} {drawn}, {duration(left)} left".strip()


def duration(seconds: float) -> str:
    """`45 s`, `2 min 5 s`."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"
