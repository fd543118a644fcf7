"""The memory that a tree of processes takes together, shared pages counted once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from autograder.sandbox.processes import family, proportional, resident

PAUSE = 0.03  # seconds between two rough looks
EXACT = 8  # looks after which one is exact in any case


@dataclass
class Peak:
    """The highest value seen; 0 where the system does not tell."""

    bytes: int = 0


@contextmanager
def peak_memory(pid: int) -> Iterator[Peak]:
    """Watch a process and its descendants for the duration of a block."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        # The exact figure takes the kernel some milliseconds for each process, in which that one
        # must wait: so it is asked for when the rough one is higher than ever, and now and then.
        roughest, looks = 0, 0
        while not over.wait(PAUSE):
            pids, looks = family([pid]), looks + 1
            rough = sum(map(resident, pids))
            if rough > roughest or looks % EXACT == 0:
                peak.bytes = max(peak.bytes, sum(map(proportional, pids)))
                roughest = max(roughest, rough)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()
