"""What a worker is for, what it may use, what it does use, and how it ended: plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox.errors import BadRequest
from autograder.wire import Size

MB = 1 << 20
GB = 1 << 30

SubmissionFiles = Mapping[str, bytes]


@dataclass(frozen=True)
class Limits:
    """What one worker may use."""

    seconds: float = 10.0  # wall clock, of the import and of each test
    cpu_seconds: float | None = (
        None  # all its processes in one test; None: as the wall clock allows
    )
    lifetime: float = 3600.0  # processor time of each process over all tests, should nobody watch
    memory: int = 2 * GB  # on top of what the libraries take
    processes: int = 64  # threads count as well
    file_size: int = 50 * MB
    output: int = 100_000  # characters kept of what one call prints
    disk: int = 200 * MB  # all files of the worker together
    open_files: int = 256

    @property
    def cpu_limit(self) -> float:
        """A little above the wall clock unless stated; two cores may be busy for one program."""
        return self.cpu_seconds if self.cpu_seconds is not None else 2 * self.seconds + 1


@dataclass(frozen=True)
class Conditions:
    """One worker: what of the student's it runs, and how."""

    module: str
    names: tuple[str, ...]  # of the student's files: relative paths
    support: tuple[str, ...] = ()  # folders of the assignment's own
    limits: Limits = field(default_factory=Limits)
    device: str = "cpu"
    forbid: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()  # functions whose calls the judge answers
    seed: int = 0
    size: Size = field(default_factory=Size)

    def __post_init__(self) -> None:
        if not self.module.isidentifier():
            raise BadRequest(f"{self.module!r} is not the name of a module: give it without .py")

    def to_data(self) -> dict[str, Any]:
        """As plain values, for the keeper."""
        return {**vars(self), "limits": dict(vars(self.limits)), "size": dict(vars(self.size))}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Conditions:
        return cls(**{**data, "limits": Limits(**data["limits"]), "size": Size(**data["size"])})


@dataclass(frozen=True)
class Usage:
    """What a worker is at between two tests."""

    tasks: int  # processes and threads
    cpu_seconds: float  # of all of them, since the look before this one


@dataclass(frozen=True)
class Ending:
    """How a worker ended, as its keeper saw it."""

    code: int | None = None  # exit code, when it ended by itself
    signal: int | None = None  # the signal that ended it
    killed: bool = False  # the keeper ended it, on request or on a breach
    breach: str = ""  # "memory", "disk", "processes" or "cpu", when that is why
    detail: str = ""
    cpu_seconds: float = 0.0  # of all its processes, in its last test
