"""What a worker is started with: the conditions of a test, and where the student's files lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from autograder.sandbox.errors import BadRequest
from autograder.sandbox.frames import Size
from autograder.sandbox.limits import Limits


@dataclass(frozen=True)
class Sources:
    """The student's files, and what compiling them gave; laid out once for many workers."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    bytecode: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (*self.files, *self.bytecode):
            path = PurePosixPath(name)
            if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name:
                raise BadRequest(f"the file name {name!r} leads out of the worker's folder")


@dataclass(frozen=True)
class Job:
    """One worker: what of the student's it runs, under which conditions."""

    module: str
    files: tuple[str, ...]  # relative paths
    folder: str = ""  # where they lie; the session fills it in
    support: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    device: str = "cpu"
    forbid: tuple[str, ...] = ()
    seed: int = 0
    size: Size = field(default_factory=Size)

    def __post_init__(self) -> None:
        if not self.module.isidentifier():
            raise BadRequest(f"{self.module!r} is not the name of a module: give it without .py")


def job_fields(job: Job) -> dict[str, Any]:
    """A job as plain data for the wire."""
    return {**vars(job), "limits": dict(vars(job.limits)), "size": dict(vars(job.size))}


def job_of(fields: dict[str, Any]) -> Job:
    """Back from the wire."""
    return Job(**{**fields, "limits": Limits(**fields["limits"]), "size": Size(**fields["size"])})
