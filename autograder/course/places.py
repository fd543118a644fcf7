"""One assignment: its resolved facts, and where its parts lie; the same in a course and in a zip."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from autograder.course.errors import CourseError
from autograder.testing.examples import EXAMPLES

SPEC_FILE = "assignment.json"
# The kit's packages that grade a submission: they travel in zips and to clusters, and a result
# depends on them. Of `course`, no module that grading imports needs YAML or pydantic.
GRADER = ("course", "intake", "judge", "sandbox", "testing", "wire")
ANSWERS = "answers.md"  # where students answer the written questions


def files_below(*folders: Path) -> list[Path]:
    """The files below some folders, in a fixed order, without caches and hidden files."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and path.suffix != ".pyc"
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


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
    examples_points: float = 0
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
    costs_twice: dict[str, dict[str, str]] = field(default_factory=dict)
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
    asked: tuple[str, ...] = ()  # the names that tests ask for

    @property
    def all_extra(self) -> float:
        """Every point beyond `points` that there is."""
        return self.extra_points + self.examples_points

    def forbidden(self, groups: Sequence[str]) -> tuple[str, ...]:
        """The operations that tests are closed to, by the names that course.yml gives them."""
        for group in groups:
            if group not in self.forbid:
                known = ", ".join(self.forbid) or "none"
                raise CourseError(
                    f"a test of {self.slug} has @forbid({group!r}), but course.yml's `forbid:`"
                    f" names {known}: add it there, or mend the test"
                )
        return tuple(pattern for group in groups for pattern in self.forbid[group])

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Spec:
        """Read what `to_json` wrote; a file of another kit's version is refused."""
        data: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in json.loads(text).items()
        }
        unknown = set(data) - {f.name for f in fields(cls)}
        if unknown:
            raise CourseError(
                f"assignment.json has the unknown key {sorted(unknown)[0]!r}:"
                " build the zip again with `autograder package`"
            )
        if data.get("late") is not None:
            data["late"] = LateRule(**data["late"])
        return cls(**data)


@dataclass(frozen=True)
class Assignment:
    """One assignment's facts and folders; in a packaged zip the folders have the same names."""

    root: Path
    spec: Spec

    @classmethod
    def packaged(cls, root: Path) -> Assignment:
        """The assignment of an unpacked zip."""
        return cls(root, Spec.from_json((root / SPEC_FILE).read_text(encoding="utf-8")))

    @property
    def slug(self) -> str:
        return self.spec.slug

    @property
    def main_file(self) -> str:
        return self.spec.files[0]

    @property
    def module(self) -> str:
        """The name under which tests know the student's code."""
        return self.main_file.removesuffix(".py")

    @property
    def handout_dir(self) -> Path:
        return self.root / "assignments" / self.slug

    @property
    def support_dir(self) -> Path:
        """Modules and data that go to students and graders alike."""
        return self.handout_dir / "support"

    @property
    def solution_dir(self) -> Path:
        return self.root / "solutions" / self.slug

    @property
    def starter_dir(self) -> Path:
        return self.root / "starter" / self.slug

    @property
    def public_dir(self) -> Path:
        return self.root / "tests" / "public" / self.slug

    @property
    def hidden_dir(self) -> Path:
        return self.root / "tests" / "hidden" / self.slug

    def solutions(self) -> tuple[Path, ...]:
        return tuple(self.solution_dir / name for name in self.spec.files)

    def starters(self) -> tuple[Path, ...]:
        return tuple(self.starter_dir / name for name in self.spec.files)

    def idea_pages(self) -> tuple[Path, ...]:
        """The pages about wrong ideas, one for each function."""
        if old := _modules(self.solution_dir / "misconceptions"):
            raise CourseError(
                f"solutions/{self.slug}/misconceptions holds {len(old)} files, {old[0].name} first:"
                " wrong ideas now stand in pages. Make each file a section of"
                f" solutions/{self.slug}/ideas/FUNCTION.md (heading, the docstring's text, the"
                " code in a ```python fence; docs/authoring.md, Wrong ideas), and remove the folder"
            )
        return tuple(sorted((self.solution_dir / "ideas").glob("*.md")))

    def alternatives(self) -> tuple[Path, ...]:
        return _modules(self.solution_dir / "alternatives")

    @property
    def examples(self) -> Path:
        """The worked examples that students go on from."""
        return self.handout_dir / EXAMPLES

    @property
    def all_caught(self) -> Path:
        """Examples that catch every chosen idea."""
        return self.solution_dir / EXAMPLES

    def examples_need(self) -> tuple[Path, ...]:
        """What examples.py is judged by, beside reference and ideas; nothing where nobody asks."""
        return (*self.alternatives(), self.examples) if self.spec.examples_points else ()

    def support(self) -> tuple[Path, ...]:
        return (self.support_dir,) if self.support_dir.is_dir() else ()

    def course_pages(self) -> tuple[Path, ...]:
        """Pages beside the assignments' folders belong to the whole course: everyone gets them."""
        return tuple(sorted(self.handout_dir.parent.glob("*.md")))

    def test_files(self) -> tuple[Path, ...]:
        """Public tests first, then hidden ones, each in the order of their names."""
        return tuple(
            path
            for folder in (self.public_dir, self.hidden_dir)
            for path in sorted(folder.glob("test_*.py"))
        )


def _modules(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(p for p in folder.glob("*.py") if not p.name.startswith("_")))
