"""The real nbgrader on a course directory: a release, a class's notebooks, and their points."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import nbformat

from autograder.build.platform import Files, Points
from autograder.build.tools import run_tool

READ = """\
import json, sys
from nbgrader.api import Gradebook
rows = []
with Gradebook("sqlite:///gradebook.db") as book:
    for each in book.assignment_submissions(sys.argv[1]):
        for grade in each.notebooks[0].grades:
            rows.append((each.student.id, grade.cell.name, grade.score))
print(json.dumps(rows))
"""


def release(home: Path, course: Path, slug: str) -> Path:
    """The notebook that students get, made from the instructor's."""
    run_tool(home, "nbgrader", "generate_assignment", slug, "--force", cwd=course)
    return course / "release" / slug / f"{slug}.ipynb"


def grade(home: Path, course: Path, slug: str, submissions: Mapping[str, Files]) -> None:
    """Hand in the release with a cell at its end that holds everything, and have them graded."""
    given = release(home, course, slug)
    for name, files in submissions.items():
        book = nbformat.read(given, as_version=4)
        book.cells += [nbformat.v4.new_code_cell(text) for text in files.values()]
        place = course / "submitted" / name / slug / f"{slug}.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(book, place)
    run_tool(home, "nbgrader", "autograde", slug, cwd=course)


def points(home: Path, course: Path, slug: str) -> dict[str, Points]:
    """Points by student and problem, as the gradebook has them."""
    told = run_tool(home, "python", "-W", "ignore", "-c", READ, slug, cwd=course)
    found: dict[str, Points] = {}
    for student, cell, score in json.loads(told.strip().splitlines()[-1]):
        problem, _, kind = cell.rpartition("_")
        if kind in ("public", "hidden", "extra"):
            found.setdefault(student, defaultdict(float))[problem] += score
    return found


def told(home: Path, course: Path, slug: str, student: str) -> str:
    """What the student reads: the graded notebook, and the page made of it."""
    run_tool(home, "nbgrader", "generate_feedback", slug, "--student", student, cwd=course)
    return "".join(
        (course / folder / student / slug / f"{slug}.{kind}").read_text(encoding="utf-8")
        for folder, kind in (("autograded", "ipynb"), ("feedback", "html"))
    )
