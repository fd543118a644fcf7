"""What a spawner found out about the machine once, and every session and worker builds on."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.sandbox.limits import Isolation


@dataclass(frozen=True)
class Ground:
    """The decisions of the spawner's start, inherited by every fork."""

    isolation: Isolation
    own_users: bool  # a user id per worker
    seccomp: bool = True
    landlock: bool = True
    doors: tuple[int, ...] = ()  # descriptors of library folders that a worker's user cannot reach
    hide: tuple[str, ...] = ()
    places: tuple[str, ...] = field(default=("/tmp", "/var/tmp", "/dev/shm", "/run/lock"))  # noqa: S108
