"""The memory that a tree of processes takes together, shared pages counted once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.03


@dataclass
class Peak:
    """The highest value seen; 0 where the system does not tell."""

    bytes: int = 0


@contextmanager
def peak_memory(pid: int) -> Iterator[Peak]:
    """Watch a process and its descendants for the duration of a block."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(PAUSE):
            peak.bytes = max(peak.bytes, sum(map(_proportional, tree(pid))))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def tree(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found, waiting = [], [pid]
    while waiting:
        here = waiting.pop()
        found.append(here)
        try:
            for task in Path(f"/proc/{here}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it has ended meanwhile
    return found


def _proportional(pid: int) -> int:
    """A page that n processes share counts as 1/n in each: the sum is what a container holds."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
