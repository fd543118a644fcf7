"""What a worker is started with: everything a session needs to know, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from autograder.sandbox.errors import BadRequest
from autograder.sandbox.frames import Size
from autograder.sandbox.limits import Limits


@dataclass(frozen=True)
class Job:
    """One worker: the student's files and the conditions they run under."""

    module: str
    files: Mapping[str, bytes]
    bytecode: Mapping[str, bytes] = field(default_factory=dict)  # of these files, if known
    support: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    device: str = "cpu"
    forbid: tuple[str, ...] = ()
    seed: int = 0
    size: Size = field(default_factory=Size)

    def __post_init__(self) -> None:
        if not self.module.isidentifier():
            raise BadRequest(f"{self.module!r} is not the name of a module: give it without .py")
        for name in (*self.files, *self.bytecode):
            path = PurePosixPath(name)
            if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name:
                raise BadRequest(f"the file name {name!r} leads out of the worker's folder")


def job_fields(job: Job) -> dict[str, Any]:
    """A job as plain data for the wire."""
    plain = {"files": dict(job.files), "bytecode": dict(job.bytecode)}
    return {**vars(job), **plain, "limits": dict(vars(job.limits)), "size": dict(vars(job.size))}


def job_of(fields: dict[str, Any]) -> Job:
    """Back from the wire."""
    return Job(**{**fields, "limits": Limits(**fields["limits"]), "size": Size(**fields["size"])})
