"""What a spawner found out about the machine once, and every session and worker builds on."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.sandbox.limits import Isolation


@dataclass(frozen=True)
class Ground:
    """The decisions of the spawner's start, inherited by every fork."""

    isolation: Isolation
    own_users: bool = False  # a user id per worker
    namespaces: bool = False  # the session is the first process of namespaces of its own
    seccomp: bool = False
    landlock: bool = False
    doors: tuple[int, ...] = ()  # descriptors of library folders that a worker's user cannot reach
    libraries: tuple[str, ...] = ()  # folders that imports read from
    hide: tuple[str, ...] = ()
    covered: bool = False  # as root: hidden folders can be covered by a mount
    places: tuple[str, ...] = ()  # folders that everybody may write to

    base: str | None = None  # where sessions make their folders; None: the temporary folder

    @property
    def spare(self) -> bool:
        """Whether the next worker can wait, forked, while another one runs and is killed."""
        return not self.namespaces
