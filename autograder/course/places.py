"""Where the parts of one assignment lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.course.errors import CourseError
from autograder.course.spec import Spec

SPEC_FILE = "assignment.json"
# The kit's packages that grade a submission: they travel in zips and to clusters, and a result
# depends on them. Of `course`, no module that grading imports needs YAML or pydantic.
GRADER = ("course", "intake", "judge", "sandbox", "testing", "wire")
ANSWERS = "answers.md"  # where students answer the written questions


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
