"""What `autograder grade` does, without its words on the screen."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.entries import Batch
from autograder.batch.exports import opened
from autograder.batch.mismatch import refuse_other_assignment
from autograder.batch.pool import Engine, grade_here
from autograder.batch.run import Outcome, Request, Watch, grade_batch
from autograder.course import Assignment
from autograder.course.errors import GradingError

ISOLATIONS = ("auto", "required", "off")
DEVICES = ("auto", "cpu", "cuda")


@dataclass(frozen=True)
class Wish:
    """The options of the command line."""

    out: Path
    workers: int | None = None
    scheduler: str | None = None
    gpu: bool = False
    device: str | None = None
    isolation: str = "auto"
    cache: Path | None = None


def grade(place: Path, assignment: Assignment, wish: Wish, watch: Watch) -> tuple[Batch, Outcome]:
    """Read the submissions, grade them, write everything."""
    _one_of("--isolation", wish.isolation, ISOLATIONS)
    _one_of("--device", wish.device or "auto", DEVICES)
    _check_out(wish.out, place)
    with opened(place, assignment.spec, wish.out) as batch:
        refuse_other_assignment(batch, assignment)
        request = Request(
            assignment=assignment,
            out=wish.out,
            cache=wish.cache or wish.out / ".cache",
            workers=wish.workers or processors(),
            isolation=wish.isolation,
            device=wish.device,
            hide=(wish.out.resolve(), place.resolve()),
            source=place.resolve(),
        )
        return batch, grade_batch(batch, request, watch, _engine(wish))


def processors() -> int:
    """Those that this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _engine(wish: Wish) -> Engine:
    if wish.scheduler is None:
        return grade_here
    from autograder.batch.cluster import on_cluster

    return on_cluster(wish.scheduler, gpu=wish.gpu)


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise GradingError(f"{option} {value!r} is not known: use {', '.join(known)}")


def _check_out(out: Path, place: Path) -> None:
    if out.exists() and not out.is_dir():
        raise GradingError(f"--out {out} is a file: name a folder for the results")
    if place.exists() and out.resolve() == place.resolve():
        raise GradingError(f"--out {out} is the folder of the submissions: name another one")
