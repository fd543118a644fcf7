"""The three channels as an instructor runs them: the script zip, nbgrader, Otter."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import nbformat

from autograder.build.gradescope import build_one, lay_out
from autograder.build.platform import run_tool
from autograder.course import Assignment
from autograder.judge.results import to_json
from autograder.judge.service import Task
from autograder.judge.submission import Submission, read_submission
from autograder.prove.contracts import points_in_nbgrader
from autograder.prove.rehearse import grade_tasks

ROOT = Path(__file__).resolve().parents[3]
NBGRADER = ROOT / ".venv-nbgrader" / "bin"
OTTER = ROOT / ".venv-otter" / "bin"

Points = dict[str, float]


def call(bin_folder: Path, *command: str, cwd: Path) -> str:
    """Run a tool as its environment has it, with the kit of this very checkout."""
    return run_tool(bin_folder.parent, *command, cwd=cwd)


def by_script(assignment: Assignment, files: dict[str, Path], place: Path) -> dict[str, Points]:
    """Points by problem from the Gradescope zip; the submissions are files of any kind."""
    ground = lay_out(build_one(assignment, place, "cpu"), place / "autograder")
    tasks = [
        _task(number, read_submission(path, assignment.spec))
        for number, path in enumerate(files.values())
    ]
    graded = dict(grade_tasks(ground, tasks, 1))
    return {name: points_of(to_json(graded[number])) for number, name in enumerate(files)}


def points_of(results: str) -> Points:
    """Points by problem in the kit's own results.json."""
    points: dict[str, float] = defaultdict(float)
    for test in json.loads(results)["tests"]:
        points[test["extra_data"]["problem"]] += test["score"]
    return dict(points)


class Nbgrader:
    """An nbgrader course directory, and its commands."""

    def __init__(self, course: Path) -> None:
        self.course = course

    def run(self, *arguments: str) -> str:
        return call(NBGRADER, str(NBGRADER / "nbgrader"), *arguments, cwd=self.course)

    def release(self, slug: str) -> Path:
        return self.course / "release" / slug / f"{slug}.ipynb"

    def hand_in(self, student: str, slug: str, book: Any) -> None:
        place = self.course / "submitted" / student / slug / f"{slug}.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(book, place)

    def points(self, slug: str) -> dict[str, Points]:
        """Points by student and problem, as the gradebook has them."""
        return points_in_nbgrader(NBGRADER.parent, self.course, slug)


def by_otter(archive: Path, books: dict[str, Path], place: Path) -> dict[str, Points]:
    """Points by problem from `otter run`; one process for all notebooks."""
    script = (
        "import json, os, sys\n"
        "from otter.run import main\n"
        "for line in json.loads(sys.argv[1]):\n"
        "    os.makedirs(line[1], exist_ok=True)\n"
        "    main(line[0], autograder=sys.argv[2], output_dir=line[1], no_logo=True)\n"
    )
    jobs = json.dumps([[str(path), str(place / name)] for name, path in books.items()])
    call(OTTER, str(OTTER / "python"), "-c", script, jobs, str(archive), cwd=place)
    return {name: otter_points(place / name / "results.json") for name in books}


def otter_points(results: Path) -> Points:
    """Points by question in Otter's results.json."""
    tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return {test["name"]: test["score"] for test in tests if "score" in test}


def _task(number: int, found: Submission) -> Task:
    return Task(found.files, found.notes, found.problem, examples=found.examples, number=number)
