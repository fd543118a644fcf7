"""The nbgrader channel: one course directory for all assignments, ready for nbgrader's commands.

nbgrader_config.py      lets the isolated judge grade
source/<slug>/          the instructor's notebook, and the folder `kit` with the public tests
grader/<slug>/          tests, reference and judge; never leaves the instructor's machine
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.build.archive import write_bytes, write_folder
from autograder.build.book import code, markdown, notebook_text, pictures_of, texts, trying
from autograder.build.gradescope import contents
from autograder.build.handout import Section
from autograder.build.parts import BookPart, Parts, kit_files, notebook_of, parts_of
from autograder.build.shipped import filled
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.testing.examples import EXAMPLES, PROBLEM
from autograder.testing.marks import point_text

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


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write one assignment into the course directory `out`/nbgrader."""
    course, slug = out / "nbgrader", assignment.slug
    parts = parts_of(assignment)
    given = {f"kit/{name}": data for name, data in kit_files(parts).items()}
    given[f"{slug}.ipynb"] = instructor_notebook(parts).encode()
    if assignment.spec.examples_points:
        given[EXAMPLES] = assignment.examples.read_bytes()
    source, grader = course / "source" / slug, course / "grader" / slug
    write_folder(source, given)
    write_folder(grader, contents(assignment, "cpu"))
    grader.chmod(0o700)
    write_bytes(course / "nbgrader_config.py", config(assignment).encode())
    return [source, grader, course / "nbgrader_config.py"]


def config(assignment: Assignment) -> str:
    """nbgrader_config.py: the same for every assignment of a course."""
    course = load_course(assignment.root)
    title = course.facts.title
    due = {each.slug: each.spec.due for each in course.assignments if each.spec.due}
    name = "".join(c if c.isalnum() else "_" for c in title.lower())
    marks = {"TITLE": title, "COURSE": json.dumps(name), "DUE": json.dumps(due, indent=4)}
    return filled("nbgrader/nbgrader_config.py.tmpl", marks)


def instructor_notebook(parts: Parts) -> str:
    """The notebook that `nbgrader generate_assignment` makes a release of."""
    points = parts.assignment.spec.examples_points
    cells = notebook_of(
        parts,
        "cell",
        code(FIRST, **_marks("first_cell", locked=True)),
        _problem,
        [_grading_cell(PROBLEM, "extra", points)] if points else [],
        _question,
    )
    return notebook_text(cells, pictures_of(parts.assignment))


def _problem(part: BookPart) -> list[Any]:
    cells = texts(*part.text.ideas)
    if part.code:
        cells.append(code(part.code, **_marks(part.problem, solution=True)))
    cells += trying(part.text)
    return cells + [_grading_cell(part.problem, kind, part.points(kind)) for kind in part.kinds]


def _question(question: Section) -> list[Any]:
    marks = _marks(f"question_{question.number}", solution=True, points=0)
    return [markdown(question.text), markdown("YOUR ANSWER HERE", **marks)]


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
