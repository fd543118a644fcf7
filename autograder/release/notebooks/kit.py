"""The folder `kit` beside a notebook: what a student needs to run the public tests there."""

from __future__ import annotations

import json
from pathlib import Path

import autograder
from autograder.release.notebooks.parts import Parts
from autograder.release.student import student_files

# Of the student's folder: not the notebook's twin, nor what the notebook itself says.
NOT_HERE = ("README.md", "notebook.ipynb", "requirements.txt", "look.py", "pictures/")
MODULES = (
    "notebook/__init__.py",
    "notebook/cell.py",
    "notebook/verdict.py",
    "judge/__init__.py",
    "judge/cells.py",
    "judge/lines.py",
    "judge/picking.py",
)


def kit_files(parts: Parts) -> dict[str, bytes]:
    """Every file of the folder, by its path in it."""
    assignment = parts.assignment
    dropped = (*NOT_HERE, *assignment.spec.files)
    files = {
        name: data
        for name, data in student_files(assignment).items()
        if not name.startswith(dropped)
    }
    root = Path(autograder.__file__).parent
    for name in MODULES:
        files[f"kit/autograder/{name}"] = (root / name).read_bytes()
    points = {part.problem: part.points("public") for part in parts.problems}
    files["points.json"] = (json.dumps(points, indent=2, sort_keys=True) + "\n").encode()
    return files
