"""What a channel is, the table of all channels, and building for several at a time."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.build import (
    autolab,
    gradescope,
    nbgrader,
    otter,
    prairielearn,
    student,
)
from autograder.build.parts import several_files
from autograder.build.platform import Platform
from autograder.course import Assignment
from autograder.course.errors import PackageError

Built = tuple[str, Path]  # the channel, and a file or folder made for it


@dataclass(frozen=True)
class Channel:
    """One way to hand an assignment out, or to grade it."""

    name: str
    build: Callable[[Assignment, Path], list[Path]]  # into a folder: `out`
    makes: tuple[str, ...]  # in dist; {slug} is the assignment's
    platform: Platform | None = None  # where submissions are graded with it
    device: str = ""  # of the graders that it is for; "" where that does not matter
    gives: str = ""  # what of it students get; `!` goes into an archive
    whole_course: bool = False  # one folder for all assignments, so one after another
    tool: Callable[[Path], object] | None = None  # complains where another program is missing
    notebook: bool = False  # which holds one file
    graded_here: bool = False  # with its tool, on the instructor's machine

    def cannot(self, assignment: Assignment) -> str:
        """Why it is not built of this one; empty where it is."""
        several = several_files(assignment) if self.notebook else ""
        try:
            if self.tool is not None:
                self.tool(assignment.root)
        except PackageError as error:
            return str(error)
        return several and f"{assignment.slug} for {self.name}: {several}"

    @property
    def grades(self) -> bool:
        """Whether submissions are graded with it, on a platform or here."""
        return self.platform is not None or self.graded_here

    def out(self, dist: Path, slug: str) -> Path:
        """The folder that `build` writes to."""
        return dist if self.whole_course else dist / slug


CHANNELS = (
    Channel(
        "gradescope",
        partial(gradescope.build, device="cpu"),
        makes=("{slug}/gradescope-cpu.zip",),
        platform=gradescope.PLATFORM,
        device="cpu",
    ),
    Channel(
        "gradescope",
        partial(gradescope.build, device="gpu"),
        makes=("{slug}/gradescope-gpu.zip",),
        device="gpu",
    ),
    Channel(
        "student",
        student.build,
        makes=("{slug}/student.zip",),
        gives="{slug}/student.zip!/**/*",
    ),
    Channel(
        "otter",
        otter.build,
        makes=("{slug}/otter-autograder.zip", "{slug}/otter-student.zip"),
        platform=otter.PLATFORM,
        gives="{slug}/otter-student.zip!/**/*",
        tool=otter.find_otter,
        notebook=True,
    ),
    Channel(
        "github",
        student.build_repository,
        makes=("{slug}/github",),
        gives="{slug}/github/**/*",
    ),
    Channel(
        "prairielearn",
        prairielearn.build,
        makes=("{slug}/prairielearn",),
        platform=prairielearn.PLATFORM,
        gives="{slug}/prairielearn/questions/{slug}/clientFilesQuestion/**/*",
    ),
    Channel(
        "autolab",
        autolab.build,
        makes=("{slug}/autolab.tar",),
        platform=autolab.PLATFORM,
        gives="{slug}/autolab.tar!/*/handout.zip!/**/*",
    ),
    Channel(
        "nbgrader",
        nbgrader.build,
        makes=("nbgrader/source/{slug}", "nbgrader/grader/{slug}"),
        gives="nbgrader/release/{slug}/**/*",  # once nbgrader has made it of source/
        whole_course=True,
        notebook=True,
        graded_here=True,
    ),
)
NAMES = (*dict.fromkeys(channel.name for channel in CHANNELS), "all")
DEVICES = ("cpu", "gpu", "all")


def chosen_channels(name: str, device: str = "all") -> tuple[Channel, ...]:
    """The channels of this name, or all, for the graders of this device, or all."""
    for option, said, known in (("channel", name, NAMES), ("device", device, DEVICES)):
        if said not in known:
            raise PackageError(
                f"--{option} {said!r} is not known: choose one of {', '.join(known)}"
            )
    return tuple(
        channel
        for channel in CHANNELS
        if name in (channel.name, "all") and (device == "all" or channel.device in (device, ""))
    )


def buildable(
    channels: Sequence[Channel], assignments: Sequence[Assignment]
) -> tuple[list[Channel], list[str]]:
    """Those that one of these assignments can have; and why others cannot, each reason once."""
    reasons = {each: [each.cannot(assignment) for assignment in assignments] for each in channels}
    found = [each for each, why in reasons.items() if not all(why)]
    not_built = [*dict.fromkeys(each for why in reasons.values() for each in why if each)]
    if not found:
        raise PackageError("; ".join(not_built))
    return found, not_built


def build_all(
    channels: Sequence[Channel], assignments: Sequence[Assignment], dist: Path
) -> Iterator[list[Built]]:
    """Everything into the folder `dist`, several assignments at a time, as they get ready."""
    own = [channel for channel in channels if not channel.whole_course]
    jobs = [([each], assignments) for each in channels if each.whole_course]
    jobs += [(own, [each]) for each in assignments if own]
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(len(jobs), os.cpu_count() or 1), context) as pool:
        waiting = [pool.submit(_build, *job, dist) for job in jobs]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _build(
    channels: Sequence[Channel], assignments: Sequence[Assignment], dist: Path
) -> list[Built]:
    return [
        (channel.name, path)
        for channel in channels
        for assignment in assignments
        if not channel.cannot(assignment)
        for path in channel.build(assignment, channel.out(dist, assignment.slug))
    ]


def drop_left_over(dist: Path, slugs: Collection[str]) -> list[Path]:
    """Remove what was made for assignments that the course no longer has; nothing else."""
    dropped = []
    for pattern in (pattern for channel in CHANNELS for pattern in channel.makes):
        before, after = pattern.split("{slug}")
        for path in sorted(dist.glob(f"{before}*{after}")):
            slug = path.relative_to(dist).parts[len(Path(before).parts)]
            mark = dist / "nbgrader" / "grader" / slug / "assignment.json"
            if slug in slugs or (pattern.startswith("nbgrader/") and not mark.is_file()):
                continue  # an instructor's own lies among nbgrader's
            dropped.append(path)
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
            if path.parent.name == slug and not any(path.parent.iterdir()):
                path.parent.rmdir()
    return dropped
