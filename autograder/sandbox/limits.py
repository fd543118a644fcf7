"""What a worker is for, how it is shut in, and what it may use: plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.sandbox.faults import BadRequest

MB = 1 << 20
GB = 1 << 30

SubmissionFiles = Mapping[str, bytes]
Wanted = Literal["auto", "required", "off"]


@dataclass(frozen=True)
class Isolation:
    """How workers can be shut in on this machine; found out once, inherited by every fork."""

    level: Literal["full", "partial", "none"]
    backend: str
    notes: tuple[str, ...] = ()  # what is not enforced
    own_users: bool = False  # a user id for each worker
    namespaces: bool = False  # a keeper is the first process of namespaces of its own
    seccomp: bool = False
    landlock: bool = False
    doors: tuple[int, ...] = ()  # descriptors of library folders that a worker's user cannot reach
    libraries: tuple[str, ...] = ()  # folders that imports read from
    hide: tuple[str, ...] = ()  # folders that no worker may see, libraries inside them aside
    covered: bool = False  # as root: hidden folders can be covered by a mount
    places: tuple[str, ...] = ("/dev/shm", "/tmp", "/var/tmp")  # that workers can write to besides
    base: str | None = None  # where keepers make their folders; None: the temporary folder
    preload: tuple[str, ...] | None = None  # of workers as fresh processes; None: they are forked


@dataclass(frozen=True)
class Limits:
    """What one worker may use."""

    seconds: float = 10.0  # wall clock of each test; the import has three times that
    lifetime: float = 3600.0  # processor time of each process over all tests, should nobody watch
    memory: int = 2 * GB  # on top of what the libraries take
    processes: int = 64  # threads count as well
    file_size: int = 50 * MB
    output: int = 100_000  # characters kept of what one call prints
    disk: int = 200 * MB  # all files of the worker together
    open_files: int = 256

    @property
    def cpu_limit(self) -> float:
        """Of all its processes in one test: two cores may be busy for one program."""
        return 2 * self.seconds + 1


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
    # Once its keeper has laid out the files:
    folder: str = ""  # they lie there, and it is the only place to write
    uid: int | None = None  # whom it becomes; None to stay who one is

    def __post_init__(self) -> None:
        if not self.module.isidentifier():
            raise BadRequest(f"{self.module!r} is not the name of a module: give it without .py")

    def to_data(self) -> dict[str, Any]:
        """As plain values, for another process."""
        return {**vars(self), "limits": dict(vars(self.limits))}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Conditions:
        return cls(**{**data, "limits": Limits(**data["limits"])})
