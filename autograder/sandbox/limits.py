"""What a worker may use, and how well it is shut in: plain facts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MB = 1 << 20
GB = 1 << 30

SubmissionFiles = Mapping[str, bytes]


@dataclass(frozen=True)
class Limits:
    """What one worker may use between its start and its end."""

    seconds: float = 10.0  # wall clock, import and calls together
    cpu_seconds: float | None = None  # of each process; None: as much as the wall clock allows
    memory: int = 2 * GB  # on top of what the libraries take
    processes: int = 64  # threads count as well
    file_size: int = 50 * MB
    output: int = 100_000  # characters kept of what one call prints
    disk: int = 200 * MB  # all files of the worker together
    open_files: int = 256

    @property
    def cpu_limit(self) -> int:
        """Whole seconds of processor time; a little above the wall clock unless stated."""
        wanted = self.cpu_seconds if self.cpu_seconds is not None else self.seconds + 1
        return max(1, math.ceil(wanted))


Level = Literal["full", "partial", "none"]


@dataclass(frozen=True)
class Isolation:
    """How well workers are shut in on this machine, and what is not enforced."""

    level: Level
    backend: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ending:
    """How a worker ended, as the session saw it."""

    code: int | None = None  # exit code, when it ended by itself
    signal: int | None = None  # the signal that ended it
    killed: bool = False  # the session ended it, on request or on a breach
    breach: str = ""  # "memory", "disk" or "processes", when that is why
    detail: str = ""
    cpu_seconds: float = 0.0
    max_rss: int = 0  # bytes
    fault: str = ""  # why it could not be started; never the student's doing
