"""Where the parts of one assignment lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from autograder.course.spec import Spec

SPEC_FILE = "assignment.json"
PACKED_IDEAS = "misconceptions.json"


@dataclass(frozen=True)
class PackedFile:
    """One of many small files that a zip holds as one: it reads like a Path."""

    name: str
    text: str

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]

    def read_text(self, encoding: str = "utf-8") -> str:
        return self.text

    def __str__(self) -> str:
        return f"{PACKED_IDEAS}: {self.name}"


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

    def misconceptions(self) -> tuple[Path | PackedFile, ...]:
        packed = self.solution_dir / PACKED_IDEAS
        if packed.is_file():
            return unpack(packed.read_text(encoding="utf-8"))
        return _modules(self.solution_dir / "misconceptions")

    def alternatives(self) -> tuple[Path, ...]:
        return _modules(self.solution_dir / "alternatives")

    def support(self) -> tuple[Path, ...]:
        return (self.support_dir,) if self.support_dir.is_dir() else ()

    def test_files(self) -> tuple[Path, ...]:
        """Public tests first, then hidden ones, each in the order of their names."""
        return tuple(
            path
            for folder in (self.public_dir, self.hidden_dir)
            for path in sorted(folder.glob("test_*.py"))
        )


def pack(files: tuple[Path | PackedFile, ...]) -> str:
    """Many files as one: a hundred of them one by one make a zip half as large again."""
    return json.dumps({file.name: file.read_text(encoding="utf-8") for file in files}, indent=0)


def unpack(text: str) -> tuple[PackedFile, ...]:
    """What `pack` made one of."""
    return tuple(PackedFile(name, source) for name, source in json.loads(text).items())


def _modules(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(p for p in folder.glob("*.py") if not p.name.startswith("_")))
