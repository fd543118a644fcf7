"""The nbgrader channel: one course directory for all assignments, ready for nbgrader's commands.

nbgrader_config.py      lets the isolated judge grade
source/<slug>/          the instructor's notebook, and the folder `kit` with the public tests
grader/<slug>/          tests, reference and judge; never leaves the instructor's machine
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from autograder.build.archive import write_bytes
from autograder.build.gradescope import contents
from autograder.build.notebooks.book import (
    code,
    introduction,
    markdown,
    notebook_text,
    pictures_of,
    texts,
    trying,
)
from autograder.build.notebooks.kit import kit_files
from autograder.build.notebooks.parts import Parts, parts_of
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.testing.examples import EXAMPLES, PROBLEM
from autograder.testing.marks import point_text

HOW = (
    "Run the cells from top to bottom. Write your functions in the cells that say"
    " `YOUR CODE HERE`; the cell below each of them runs its public tests. What is graded are the"
    " imports, functions, classes and constants of this notebook."
)
FIRST = """\
# Run this cell first.
import sys

sys.path[:0] = ["kit/kit"]
from autograder.notebook import grade_cell"""
PUBLIC = """\
# Public tests of `{problem}`: {points}.
grade_cell("{problem}", "public")"""
CLOSED = """\
# {more} of `{problem}` run when your work is graded: {points}.
### BEGIN HIDDEN TESTS
grade_cell("{problem}", "{kind}")
### END HIDDEN TESTS"""
CONFIG = '''\
"""nbgrader's settings for {title}. Made by `autograder package --channel nbgrader`."""

from autograder.build.at_nbgrader import use

c = get_config()  # noqa: F821 (nbgrader puts it there)
c.CourseDirectory.course_id = {course}
c.ExecutePreprocessor.timeout = 600
c.Execute.timeout = 600
use(c, due={due})
'''


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write one assignment into the course directory `out`/nbgrader."""
    course = out / "nbgrader"
    parts = parts_of(assignment)
    slug = assignment.slug
    source, grader = course / "source" / slug, course / "grader" / slug
    for folder in (source, grader):
        shutil.rmtree(folder, ignore_errors=True)  # a test that was renamed must not stay
    write_bytes(source / f"{slug}.ipynb", instructor_notebook(parts).encode())
    if assignment.spec.examples_points:
        write_bytes(source / EXAMPLES, assignment.examples.read_bytes())
    for name, data in kit_files(parts).items():
        write_bytes(source / "kit" / name, data)
    for entry in contents(assignment, "cpu"):
        write_bytes(grader / entry.name, entry.data)
    grader.chmod(0o700)
    write_bytes(course / "nbgrader_config.py", config(assignment).encode())
    return [source, grader, course / "nbgrader_config.py"]


def config(assignment: Assignment) -> str:
    """nbgrader_config.py: the same for every assignment of a course."""
    course = load_course(assignment.root)
    due = {each.slug: each.spec.due for each in course.assignments if each.spec.due}
    name = "".join(c if c.isalnum() else "_" for c in course.facts.title.lower())
    title = course.facts.title
    return CONFIG.format(title=title, course=json.dumps(name), due=json.dumps(due, indent=4))


def instructor_notebook(parts: Parts) -> str:
    """The notebook that `nbgrader generate_assignment` makes a release of."""
    pictures = pictures_of(parts.assignment)
    cells: list[Any] = introduction(parts.handout, HOW, pictures)
    cells.append(code(FIRST, **_marks("first_cell", locked=True)))
    if parts.head:
        cells.append(code(parts.head))
    for part in parts.problems:
        cells += texts(pictures, *part.text.ideas)
        if part.code:
            cells.append(code(part.code, **_marks(part.problem, solution=True)))
        cells += trying(part.text, pictures)
        for kind in part.kinds:
            cells.append(_grading_cell(part.problem, kind, part.points(kind)))
    handout = parts.handout
    if points := parts.assignment.spec.examples_points:
        cells.append(_grading_cell(PROBLEM, "extra", points))
    cells += texts(pictures, handout.questions_intro)
    for question in handout.questions:
        marks = _marks(f"question_{question.number}", solution=True, points=0)
        cells.append(markdown(question.text, pictures))
        cells.append(markdown("YOUR ANSWER HERE", {}, **marks))
    return notebook_text([*cells, *texts(pictures, handout.reading)])


def _grading_cell(problem: str, kind: str, points: float) -> Any:
    more = "Extra-credit tests" if kind == "extra" else "More tests"
    text = PUBLIC if kind == "public" else CLOSED
    source = text.format(problem=problem, kind=kind, more=more, points=point_text(points))
    # Extra credit comes on top: nbgrader keeps it in a column of its own.
    worth = 0 if kind == "extra" else points
    return code(source, **_marks(f"{problem}_{kind}", locked=True, points=worth))


def _marks(
    name: str, *, locked: bool = False, solution: bool = False, points: float | None = None
) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": name,
        "grade": points is not None,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    if points is not None:
        marks["points"] = int(points) if points == int(points) else points
    return {"nbgrader": marks}
