"""The Classroom 50 channel: an `autograder.py` that runs the public tests, with all that it needs.

Classroom 50 publishes the folder of an assignment's autograder on a web page, and runs it in the
student's own repository: a student can read all of it. So nothing hidden is in it.
"""

from __future__ import annotations

import json
from pathlib import Path

from autograder.build.archive import write_folder
from autograder.build.reading import read_tests
from autograder.build.student import student_files
from autograder.course import Assignment
from autograder.course.places import ANSWERS

TEMPLATE = Path(__file__).parent / "templates" / "classroom50" / "autograder.py"
# Of the student's folder: neither what is to be read, nor what is to be drawn.
NOT_HERE = ("README.md", "notebook.ipynb", "pictures/", ANSWERS)


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write the folder `classroom50` in the folder `out`."""
    files = {"autograder.py": TEMPLATE.read_bytes(), "tests.json": tests(assignment).encode()}
    for name, data in student_files(assignment).items():
        if not name.startswith((*NOT_HERE, *assignment.spec.files)):
            files[f"folder/{name}"] = data
    write_folder(out / "classroom50", files)
    return [out / "classroom50"]


def tests(assignment: Assignment) -> str:
    """What `autograder.py` tells of: the files to take, and each public test with its points."""
    spec = assignment.spec
    public = [test for test in read_tests(assignment) if test.public]
    # Classroom 50 takes whole points only; where some are not, every test counts one.
    whole = all(test.points is not None and test.points == int(test.points) for test in public)
    listed = [
        {
            "function": test.name,
            "name": f"{test.problem}: {test.says or test.name}",
            "points": int(test.points or 0) if whole else 1,
        }
        for test in public
    ]
    return json.dumps({"files": [*spec.files, *spec.optional], "tests": listed}, indent=2) + "\n"
