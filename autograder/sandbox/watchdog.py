"""Looks at what a worker and all its processes use together: no single limit covers the sum."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox.limits import GB, MB, Conditions
from autograder.sandbox.processes import family, held, proportional, used_by
from autograder.testing.outcome import Kind

DRIVER = 4 * GB  # what the driver and libraries of a GPU take on top of the student's own
TOO_MANY_FILES = 20_000
LAST_RESERVE = 64 * MB  # free space that a worker may not eat into


@dataclass
class Watchdog:
    """One worker's use of processor, memory and disk against its limits, and how it ended.

    Processor time counts from where a test began. Memory and disk count from the worker's start,
    for all tests together, since nobody gives them back in between: a test that fails by what
    earlier ones hold is asked again alone.
    """

    conditions: Conditions
    places: tuple[str, ...] = ()  # where it can write besides
    alone: bool = False  # nobody else writes to any of these
    base: int = field(default_factory=lambda: held(os.getpid()))
    free: dict[str, tuple[int, int]] = field(init=False)
    pid: int = 0  # once it has been started
    buried: float = 0.0  # processor time of its processes that have ended
    counted: float = 0.0  # processor time up to where the test began
    verdict: tuple[Kind, str] | None = None  # why it was ended, if it was
    death: int | None = None  # its status, once it has ended

    def __post_init__(self) -> None:
        self.free = {place: _free(place) for place in (self.conditions.folder, *self.places)}

    def begin(self, roots: Iterable[int]) -> int:
        """A test begins: what has been used so far is another one's. How many threads run."""
        tasks, seconds = used_by(family(roots))
        self.counted = seconds + self.buried
        return tasks

    def look(self, roots: Iterable[int]) -> bool:
        """Whether it has gone too far, and is to be ended."""
        pids, limits = family(roots), self.conditions.limits
        if len(pids) > 2 * limits.processes:
            self.verdict = "crashed", f"started more than {limits.processes} processes"
        elif used_by(pids)[1] + self.buried - self.counted > limits.cpu_limit:
            self.verdict = "timeout", f"{limits.cpu_limit:g} s of processor time"
        elif self._too_much_memory(pids):
            self.verdict = "memory", f"{limits.memory / GB:g} GB"
        elif detail := self._disk(pids):
            self.verdict = "crashed", detail
        return self.verdict is not None

    def ending(self) -> dict[str, Any]:
        """How it ended: what the judge makes an outcome of."""
        death = -signal.SIGKILL if self.death is None else os.waitstatus_to_exitcode(self.death)
        kind, detail = self.verdict or ("exited", "")
        if not self.verdict and death == -signal.SIGXCPU:
            lifetime = self.conditions.limits.lifetime
            kind, detail = "timeout", f"{lifetime:g} s of processor time"
        elif not self.verdict and death < 0:
            kind = "crashed"
        code = abs(death) if kind in ("exited", "crashed") else None
        seconds = {"cpu_seconds": self.buried - self.counted}
        return {"kind": kind, "code": code, "detail": detail, "extras": seconds}

    def _too_much_memory(self, pids: list[int]) -> bool:
        driver = DRIVER if self.conditions.device != "cpu" else 0
        allowed = self.conditions.limits.memory + driver
        if sum(max(0, held(pid) - self.base) for pid in pids) <= allowed:
            return False
        # That sum counts what a process shares with its children once for each of them; the exact
        # figure takes long, so it is asked for only when the rough one is too high. The keeper's
        # own is a process's share of the libraries.
        libraries = len(pids) * proportional(os.getpid())
        return sum(map(proportional, pids)) - libraries > allowed

    def _disk(self, pids: list[int]) -> str:
        disk = self.conditions.limits.disk
        for place, (space, files) in self.free.items():
            space_now, files_now = _free(place)
            much = space - space_now > disk
            tight = space_now < LAST_RESERVE < space
            if much or tight or files - files_now > TOO_MANY_FILES:
                # Somebody else on this machine may have written it: count the worker's own.
                size, count = _owned(place, self.conditions, pids)
                # Files without a name are counted where /proc may be read; a container's root may
                # not. When the disk is all but full, what went while the worker ran decides.
                if size > disk or (much and self.alone) or (tight and (much or size > 8 * MB)):
                    return f"wrote more than {disk // MB} MB"
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


def _owned(place: str, conditions: Conditions, pids: list[int]) -> tuple[int, int]:
    """Bytes and number of a worker's files in a place, unlinked ones it holds open included."""
    uid = conditions.uid
    seen: dict[tuple[int, int], int] = {}
    # Without a user of its own it may have written beside its folder too: there is nobody else.
    whole = os.path.dirname(place) if uid is None and place == conditions.folder else place
    for top, folders, names in os.walk(whole):
        for name in (*folders, *names):
            with contextlib.suppress(OSError):
                facts = os.lstat(os.path.join(top, name))
                if place == conditions.folder or facts.st_uid == uid:
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
