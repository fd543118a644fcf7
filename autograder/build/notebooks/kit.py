"""The folder `kit` beside a notebook: what a student needs to run the public tests there."""

from __future__ import annotations

import json

from autograder.build.notebooks.parts import Parts
from autograder.build.shipped import NOTEBOOK, shipped_files
from autograder.build.student import student_files
from autograder.course.places import ANSWERS
from autograder.testing.examples import EXAMPLES

# Of the student's folder: not the notebook's twin, nor what the notebook itself says or asks.
NOT_HERE = ("README.md", "notebook.ipynb", "requirements.txt", "look.py", "pictures/")
BESIDE = (ANSWERS, EXAMPLES)  # of the notebook, to be written in


def kit_files(parts: Parts) -> dict[str, bytes]:
    """Every file of the folder, by its path in it."""
    assignment = parts.assignment
    dropped = (*NOT_HERE, *BESIDE, *assignment.spec.files)
    files = {
        name: data
        for name, data in student_files(assignment).items()
        if not name.startswith(dropped)
    }
    files |= {f"kit/{name}": data for name, data in shipped_files(NOTEBOOK).items()}
    points = {part.problem: part.points("public") for part in parts.problems}
    files["points.json"] = (json.dumps(points, indent=2, sort_keys=True) + "\n").encode()
    return files
