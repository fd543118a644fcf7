"""The channels that an assignment can be packaged for, each with the module that builds it."""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from autograder.build.gradescope import DEVICES, Device, build
from autograder.course import Assignment
from autograder.course.errors import PackageError

Build = Callable[[Assignment, Path], list[Path]]
Built = tuple[str, Path]  # the channel, and a file or folder made for it


@dataclass(frozen=True)
class Channel:
    """One way to hand an assignment out or to grade it."""

    name: str
    says: str
    module: str  # has `build(assignment, out) -> list[Path]`


CHANNELS = (
    Channel("gradescope", "zips for Gradescope's graders", "autograder.build.gradescope"),
    Channel("student", "the folder that students get", "autograder.build.student"),
    Channel("otter", "a notebook assignment for Otter", "autograder.build.otter"),
    Channel("nbgrader", "an nbgrader course directory", "autograder.build.nbgrader"),
)
NAMES = (*(channel.name for channel in CHANNELS), "all")


def chosen_channels(name: str) -> tuple[Channel, ...]:
    """One channel by name, or all that this kit has."""
    if name == "all":
        return tuple(channel for channel in CHANNELS if _exists(channel))
    for channel in CHANNELS:
        if channel.name == name:
            if not _exists(channel):
                raise PackageError(
                    f"this kit has no channel {name} yet: {channel.module} is missing"
                )
            return (channel,)
    raise PackageError(f"--channel {name!r} is not known: choose one of {', '.join(NAMES)}")


def chosen_devices(name: str) -> tuple[Device, ...]:
    """`cpu`, `gpu`, or both."""
    chosen = tuple(device for device in DEVICES if name in (device, "all"))
    if not chosen:
        raise PackageError(f"--device {name!r} is not known: choose cpu, gpu or all")
    return chosen


def missing_tool(channel: Channel, root: Path) -> str:
    """What has to be installed before the channel can be built for the course at `root`."""
    try:
        builder(channel, DEVICES)
        check = getattr(importlib.import_module(channel.module), "check_tool", None)
        if check is not None:
            check(root)
    except PackageError as error:
        return str(error)
    return ""


def builder(channel: Channel, devices: Sequence[Device]) -> Build:
    """The function that builds one assignment for a channel."""
    if channel.name == "gradescope":
        return lambda assignment, out: build(assignment, out, devices)
    try:
        found: Build = importlib.import_module(channel.module).build
    except ImportError as error:
        extra = channel.name if channel.name in ("otter", "nbgrader") else "dev"
        raise PackageError(
            f"the channel {channel.name} needs {error.name or error}, which is not installed:"
            f" pip install 'autograder-kit[{extra}]'"
        ) from None
    return found


def build_all(
    channels: Sequence[Channel],
    assignments: Sequence[Assignment],
    devices: Sequence[Device],
    target: Path,
) -> Iterator[list[Built]]:
    """Everything into the folder `target`, several assignments at a time, as they get ready.

    An nbgrader course is one folder for all assignments: those are built one after another.
    """
    shared = [channel for channel in channels if channel.name == "nbgrader"]
    own = [channel for channel in channels if channel not in shared]
    jobs = [([channel], list(assignments), target) for channel in shared]
    jobs += [(own, [each], target / each.slug) for each in assignments if own]
    with ExitStack() as stack:
        for channel in channels:
            # What takes long to load is loaded once, and before the pool's processes are there.
            if ready := getattr(importlib.import_module(channel.module), "ready", None):
                stack.enter_context(ready(assignments[0].root))
        pool = stack.enter_context(
            ProcessPoolExecutor(min(len(jobs), os.cpu_count() or 1), _context())
        )
        waiting = [pool.submit(_build, *job, tuple(devices)) for job in jobs]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _build(
    channels: Sequence[Channel],
    assignments: Sequence[Assignment],
    out: Path,
    devices: Sequence[Device],
) -> list[Built]:
    return [
        (channel.name, path)
        for channel in channels
        for assignment in assignments
        for path in builder(channel, devices)(assignment, out)
    ]


def _context() -> multiprocessing.context.BaseContext:
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _exists(channel: Channel) -> bool:
    return importlib.util.find_spec(channel.module) is not None
