"""The GitHub channel: a template repository that runs the public tests at every push.

Whatever a repository of a student's holds, the student can read: so it has the student's folder
and nothing else. Hidden tests are run by `autograder grade` on a folder of cloned repositories.
"""

from __future__ import annotations

from pathlib import Path

from autograder.build.archive import write_folder
from autograder.build.shipped import template
from autograder.build.student import student_files
from autograder.course import Assignment

PLACES = {
    ".github/workflows/check.yml": "github/check.yml",
    ".devcontainer/devcontainer.json": "github/devcontainer.json",
    ".gitignore": "github/gitignore",
}


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write the folder `github` in the folder `out`."""
    ours = {place: template(name) for place, name in PLACES.items()}
    write_folder(out / "github", student_files(assignment) | ours)
    return [out / "github"]
