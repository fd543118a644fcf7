"""User ids for workers: each one free, and held by one session on this machine at a time.

Two workers at a time never have the same one; a later worker may have one that is free again.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import random
import stat
import tempfile
from pathlib import Path

from autograder.sandbox.errors import SandboxError

# Ranges that no distribution hands out, the roomiest first.
RANGES = ((1_879_100_000, 100_000), (70_000, 28_000), (60_578, 600), (40_000, 8_000))


class Identities:
    """Reserves ids one by one; other sessions can have them when this one's process has ended."""

    def __init__(self) -> None:
        self._locks: dict[int, int] = {}
        self._free: list[int] = []
        self._folder = _lock_folder()
        self._start, self._count = _range()

    def reserve(self) -> int:
        """An id that nobody on this machine uses, as far as can be known."""
        if self._free:
            return self._free.pop()
        for _ in range(200):
            uid = self._start + random.SystemRandom().randrange(self._count)
            if uid in self._locks or _known(uid):
                continue
            lock = _lock(self._folder / str(uid))
            if lock is not None:
                self._locks[uid] = lock
                return uid
        raise SandboxError(
            f"no free user id between {self._start} and {self._start + self._count}: "
            "end other graders on this machine"
        )

    def release(self, uid: int) -> None:
        """Let another worker of this session have it: nothing of its user is left."""
        self._free.append(uid)

    def release_all(self) -> None:
        """Give every id back."""
        for uid, lock in self._locks.items():
            (self._folder / str(uid)).unlink(missing_ok=True)
            os.close(lock)
        self._locks, self._free = {}, []


def _lock(path: Path) -> int | None:
    """The descriptor that holds the lock; None where somebody else has it."""
    lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The holder before may have removed the file between our open and our lock.
        if os.fstat(lock).st_ino == path.stat().st_ino:
            return lock
    except OSError:
        pass
    os.close(lock)
    return None


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
        return True
    except KeyError:
        return False


def _range() -> tuple[int, int]:
    """The first range that this user namespace maps as a whole, for users and groups."""
    for start, count in RANGES:
        if all(_mapped(f"/proc/self/{kind}_map", start, count) for kind in ("uid", "gid")):
            return start, count
    raise SandboxError(
        "this container maps too few user ids for workers of their own: "
        "run it with at least 65536 ids, or grade with --isolation auto as another user than root"
    )


def _mapped(path: str, start: int, count: int) -> bool:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return True  # no user namespaces: every id is there
    for line in lines:
        first, _, length = (int(word) for word in line.split())
        if first <= start and start + count <= first + length:
            return True
    return False


def _lock_folder() -> Path:
    """A folder of root's own; /run is not always writable, /tmp is open to all."""
    for parent in (Path("/run"), Path(tempfile.gettempdir())):
        folder = parent / "autograder-identities"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            facts = folder.lstat()
        except OSError:
            continue
        mine = facts.st_uid == os.geteuid() and stat.S_ISDIR(facts.st_mode)
        if mine and not facts.st_mode & 0o077:
            return folder
    raise SandboxError(
        "no folder to keep reserved user ids in: make /run or the temporary folder writable"
    )
