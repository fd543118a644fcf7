"""Runs a command and says what it took: time by the clock, time of the processors, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.processes import family, proportional

Data = dict[str, Any]


@dataclass(frozen=True)
class Took:
    """What one run of a command took."""

    wall: float
    cpu: float  # of the process and of all its descendants
    memory: int = 0  # at the peak, bytes, shared pages counted once; 0: not looked at
    usual: int = 0  # in half of the looks it was no more


class Failed(Exception):
    """A command that should be timed did not do its work."""


def timed(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    memory_every: float = 0.0,
) -> Took:
    """Run it to its end. Looking at memory costs time: ask for one or the other."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        over, seen = threading.Event(), list[int]()

        def look() -> None:
            while not over.wait(memory_every):
                seen.append(sum(map(proportional, family([process.pid]))))

        if memory_every:
            threading.Thread(target=look, daemon=True).start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        over.set()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-3000:]
            name = " ".join(map(str, command))
            raise Failed(f"{name}\nended with {process.returncode}:\n{words}")
    usual = int(statistics.median(seen or [0]))
    return Took(wall, usage.ru_utime + usage.ru_stime, max(seen, default=0), usual)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float]) -> str:
    """`1.92 (1.88–2.05)`: the median, the least and the most."""
    digits = 2 if median(values) < 100 else 0
    text = f"{median(values):.{digits}f}"
    if len(values) > 1:
        text += f" ({min(values):.{digits}f}–{max(values):.{digits}f})"
    return text


def ratios(values: Sequence[float], others: Sequence[float]) -> list[float]:
    """Round by round: the two of a round ran one after the other, on a machine in the same mood."""
    return [a / b for a, b in zip(values, others)]
