"""How well workers can be shut in: what the survey found out, and everything later builds on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["full", "partial", "none"]
Wanted = Literal["auto", "required", "off"]


@dataclass(frozen=True)
class Isolation:
    """How well workers are shut in on this machine, and what is not enforced."""

    level: Level
    backend: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """What this machine offers for it; found out once, inherited by every fork."""

    isolation: Isolation
    own_users: bool = False  # a user id for each worker
    namespaces: bool = False  # a keeper is the first process of namespaces of its own
    seccomp: bool = False
    landlock: bool = False
    doors: tuple[int, ...] = ()  # descriptors of library folders that a worker's user cannot reach
    libraries: tuple[str, ...] = ()  # folders that imports read from
    hide: tuple[str, ...] = ()  # folders that no worker may see, libraries inside them aside
    covered: bool = False  # as root: hidden folders can be covered by a mount
    places: tuple[str, ...] = ("/dev/shm", "/tmp", "/var/tmp")  # that workers can write to besides
    base: str | None = None  # where keepers make their folders; None: the temporary folder

    def to_data(self) -> dict[str, Any]:
        """As plain values, for a process that is executed."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Machine:
        return cls(**{**data, "isolation": Isolation(**data["isolation"])})

    def library_inside(self, folder: str) -> tuple[str, ...]:
        """The libraries that lie in a folder that is to be hidden: an environment in a course."""
        return tuple(path for path in self.libraries if is_in(path, (folder,)) and path != folder)


def is_in(place: str, folders: tuple[str, ...]) -> bool:
    """Whether a real path is one of these folders, or lies below one."""
    return any(place == above or place.startswith(above.rstrip("/") + "/") for above in folders)
