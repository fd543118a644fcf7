"""The GitHub channel: a template repository that runs the public tests at every push.

Whatever a repository of a student's holds, the student can read: so it has the student's folder
and nothing else. Hidden tests are run by `autograder grade` on a folder of cloned repositories.
"""

from __future__ import annotations

from pathlib import Path

from autograder.build.archive import write_folder
from autograder.build.student import student_files
from autograder.course import Assignment

TEMPLATES = Path(__file__).parent / "templates" / "github"
PLACES = {
    "check.yml": ".github/workflows/check.yml",
    "devcontainer.json": ".devcontainer/devcontainer.json",
    "gitignore": ".gitignore",
}


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write the folder `github` in the folder `out`."""
    write_folder(out / "github", repository(assignment))
    return [out / "github"]


def repository(assignment: Assignment) -> dict[str, bytes]:
    """Every file, by its path in the repository."""
    ours = {place: (TEMPLATES / name).read_bytes() for name, place in PLACES.items()}
    return student_files(assignment) | ours
