"""One assignment's resolved facts: plain data, the same from course.yml and from a packaged zip."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from autograder.course.errors import CourseError


@dataclass(frozen=True)
class LateRule:
    """What is taken off where something is handed in late."""

    grace_minutes: float = 0
    percent_a_day: float = 0
    days_at_most: int | None = None
    take_off: bool = False


@dataclass(frozen=True)
class Spec:
    """Everything grading needs to know about an assignment; sizes in bytes."""

    slug: str
    number: str
    title: str
    files: tuple[str, ...]
    points: float
    extra_points: float = 0
    optional: tuple[str, ...] = ()
    course: str = ""
    due: str | None = None
    late: LateRule | None = None
    difficulty: str = "medium"
    hours: float = 2
    notebook: str = ""  # its address on GitHub
    device: str = "auto"
    preload: tuple[str, ...] = ()
    preload_for_many: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    forbid: dict[str, list[str]] = field(default_factory=dict)
    visibility: str = "visible"
    redact: bool = True
    seconds: float = 10
    memory: int = 2 << 30
    processes: int = 64
    file_size: int = 50 << 20
    output: int = 100 << 10
    total_seconds: float = 540
    container_cpus: float = 0.5
    container_memory: int = 768 << 20
    timeout_minutes: int = 10

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Spec:
        """Read what `to_json` wrote; a file of another kit's version is refused."""
        data: dict[str, Any] = json.loads(text)
        unknown = set(data) - {f.name for f in fields(cls)}
        if unknown:
            raise CourseError(
                f"assignment.json has the unknown key {sorted(unknown)[0]!r}:"
                " build the zip again with `autograder package`"
            )
        for key in ("files", "optional", "preload", "preload_for_many", "requirements"):
            data[key] = tuple(data.get(key, ()))
        if data.get("late") is not None:
            data["late"] = LateRule(**data["late"])
        return cls(**data)
