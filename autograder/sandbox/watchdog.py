"""Looks at what a worker and all its processes use together: no single limit covers the sum."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.sandbox.limits import GB, MB, Ending, Limits
from autograder.sandbox.processes import family, proportional, resident, used_by

DRIVER = 4 * GB  # what the driver and libraries of a GPU take on top of the student's own
TOO_MANY_FILES = 20_000
LAST_RESERVE = 64 * MB  # free space that a worker may not eat into


@dataclass
class Watchdog:
    """One worker's use of processor, memory and disk, against its limits.

    Processor time counts from where a test began. Memory and disk count from the worker's start,
    for all tests together, since nobody gives them back in between: a test that fails by what
    earlier ones hold is asked again alone.
    """

    limits: Limits
    folder: str
    uid: int | None
    gpu: bool
    places: tuple[str, ...] = ()  # where it can write besides
    base: int = field(default_factory=lambda: resident(os.getpid()))
    free: dict[str, tuple[int, int]] = field(init=False)
    buried: float = 0.0  # processor time of orphans that have ended
    counted: float = 0.0  # processor time up to where the test began

    def __post_init__(self) -> None:
        self.free = {place: _free(place) for place in (self.folder, *self.places)}

    def begin(self, roots: Iterable[int]) -> int:
        """A test begins: what has been used so far is another one's. How many threads run."""
        tasks, seconds = used_by(family(roots))
        self.counted = seconds + self.buried
        return tasks

    def cpu_seconds(self, living: float) -> float:
        """Processor time since the test began."""
        return living + self.buried - self.counted

    def look(self, roots: Iterable[int]) -> Ending | None:
        """How to end the worker, when it has gone too far."""
        pids = family(roots)
        if len(pids) > 2 * self.limits.processes:
            detail = f"started more than {self.limits.processes} processes"
            return Ending(killed=True, breach="crashed", detail=detail)
        if self.cpu_seconds(used_by(pids)[1]) > self.limits.cpu_limit:
            detail = f"{self.limits.cpu_limit:g} s of processor time"
            return Ending(killed=True, breach="timeout", detail=detail)
        if self._too_much_memory(pids):
            detail = f"{self.limits.memory / GB:g} GB"
            return Ending(killed=True, breach="memory", detail=detail)
        if detail := self._disk(pids):
            return Ending(killed=True, breach="crashed", detail=detail)
        return None

    def _too_much_memory(self, pids: list[int]) -> bool:
        allowed = self.limits.memory + (DRIVER if self.gpu else 0)
        own = sum(max(0, resident(pid) - self.base) for pid in pids)
        # The sum counts what a process shares with its children once for each of them; the exact
        # figure takes long, so it is asked for only when the rough one is too high.
        return own > allowed and sum(proportional(pid) for pid in pids) > allowed

    def _disk(self, pids: list[int]) -> str:
        for place, (space, files) in self.free.items():
            space_now, files_now = _free(place)
            much = space - space_now > self.limits.disk
            tight = space_now < LAST_RESERVE < space
            if much or tight or files - files_now > TOO_MANY_FILES:
                # Somebody else on this machine may have written it: count the worker's own.
                size, count = _owned(place, self.folder, self.uid, pids)
                # Files without a name are counted where /proc may be read; a container's root may
                # not. When the disk is all but full, what went while the worker ran decides.
                if size > self.limits.disk or (tight and (much or size > 8 * MB)):
                    return f"wrote more than {self.limits.disk // MB} MB"
                if count > TOO_MANY_FILES:
                    return f"made more than {TOO_MANY_FILES} files"
        return ""


def _free(place: str) -> tuple[int, int]:
    """Free bytes and free file entries of the file system that holds a folder."""
    try:
        facts = os.statvfs(place)
    except OSError:
        return 0, 0
    return facts.f_bavail * facts.f_frsize, facts.f_ffree


def _owned(place: str, folder: str, uid: int | None, pids: list[int]) -> tuple[int, int]:
    """Bytes and number of a worker's files in a place, unlinked ones it holds open included."""
    seen: dict[tuple[int, int], int] = {}
    for top, folders, names in os.walk(place):
        for name in (*folders, *names):
            with contextlib.suppress(OSError):
                facts = os.lstat(os.path.join(top, name))
                if place == folder or facts.st_uid == uid:
                    seen[facts.st_dev, facts.st_ino] = facts.st_blocks * 512
        if len(seen) > TOO_MANY_FILES:
            break
    for pid in pids:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                facts = os.stat(f"/proc/{pid}/fd/{name}")
                if facts.st_nlink == 0 and (uid is None or facts.st_uid == uid):
                    seen[facts.st_dev, facts.st_ino] = facts.st_blocks * 512
    return sum(seen.values()), len(seen)
