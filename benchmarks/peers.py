"""This kit, the floor and the peers, each set up as its manual says, to grade one submission.

A contender lays its folder out once (not timed), and then names the command that grades.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import nbformat

from autograder.build.gradescope import build_one, lay_out
from autograder.course import Assignment
from autograder.prove.rehearse import as_in_docker, environment
from benchmarks.assertions import names_of
from benchmarks.measure import Failed, timed

# Each has numbers of its own for threads otherwise, and a shared machine would decide.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
FIND = "import sys; sys.path.insert(0, {root!r})"
LOAD = "from benchmarks.assertions import by_name"
TESTS = "by_name({root!r}, {slug!r}, {main!r})"


@dataclass(frozen=True)
class Command:
    """What is timed."""

    words: Sequence[str | Path]
    cwd: Path | None = None
    env: Mapping[str, str] = field(default_factory=lambda: ONE_THREAD)


class Contender(Protocol):
    """One way to grade."""

    name: str

    def prepare(self, text: str) -> Command:
        """Put this answer where it belongs; the command that grades it."""

    def score(self) -> float | None:
        """The points that the last run gave."""


@dataclass
class Floor:
    """What nobody can be faster than."""

    folder: Path
    name: str = "`import torch` alone"

    def prepare(self, text: str) -> Command:
        return Command([sys.executable, "-c", "import torch"])

    def score(self) -> float | None:
        return None


class Kit:
    """run_autograder of the packaged zip, with a container's capabilities."""

    name = "this kit, `run_autograder`"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment = assignment
        zip_path = build_one(assignment, folder / "zip", "cpu")
        self.size = zip_path.stat().st_size
        self.ground = lay_out(zip_path, folder / "autograder")

    def prepare(self, text: str) -> Command:
        shutil.rmtree(self.ground.submission, ignore_errors=True)
        self.ground.submission.mkdir()
        (self.ground.submission / self.assignment.main_file).write_text(text, encoding="utf-8")
        words = as_in_docker([str(self.ground.root / "run_autograder")])
        return Command(words, env=environment(self.ground.root))

    def score(self) -> float:
        return float(json.loads(self.ground.results_file.read_text("utf-8"))["score"])


class Pytest:
    """The same tests by plain pytest in one process: no isolation, no limits, no diagnosis."""

    name = "plain pytest, one process"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.folder, self.assignment = folder, assignment
        folder.mkdir(parents=True)
        root, slug, main = str(assignment.root), assignment.slug, assignment.main_file
        lines = [
            FIND.format(root=root),
            LOAD,
            "import importlib, pytest",
            f"TESTS = {TESTS.format(root=root, slug=slug, main=main)}",
            "@pytest.mark.parametrize('name', TESTS)",
            "def test_all(name):",
            f"    TESTS[name](importlib.import_module({assignment.module!r}))",
        ]
        (folder / "test_all.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\n", encoding="utf-8")

    def prepare(self, text: str) -> Command:
        (self.folder / self.assignment.main_file).write_text(text, encoding="utf-8")
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_all.py"]
        return Command(words, self.folder, {**ONE_THREAD, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})

    def score(self) -> float | None:
        return None  # pytest knows passed and failed, and would have ended with 1


class GradescopeUtils:
    """A unittest class with gradescope-utils' decorators and its JSON runner."""

    name = "gradescope-utils"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.folder, self.assignment = folder, assignment
        folder.mkdir(parents=True)
        root, slug, main = str(assignment.root), assignment.slug, assignment.main_file
        lines = [
            FIND.format(root=root),
            LOAD,
            "import importlib, unittest",
            "from gradescope_utils.autograder_utils.decorators import weight",
            "from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner",
            f"TESTS = {TESTS.format(root=root, slug=slug, main=main)}",
            f"STUDENT = importlib.import_module({assignment.module!r})",
            "class Tests(unittest.TestCase):",
            "    pass",
            "for name, test in TESTS.items():",
            "    def case(self, test=test):",
            "        test(STUDENT)",
            "    setattr(Tests, name, weight(test.points)(case))",
            "suite = unittest.defaultTestLoader.loadTestsFromTestCase(Tests)",
            "with open('results.json', 'w') as file:",
            "    JSONTestRunner(visibility='visible', stream=file).run(suite)",
        ]
        (folder / "run_tests.py").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def prepare(self, text: str) -> Command:
        (self.folder / self.assignment.main_file).write_text(text, encoding="utf-8")
        return Command([sys.executable, "run_tests.py"], self.folder)

    def score(self) -> float:
        data = json.loads((self.folder / "results.json").read_text("utf-8"))
        return sum(test["score"] for test in data["tests"])


class Otter:
    """`otter run` on a notebook, with a zip that `otter generate` made; a test file per test."""

    name = "`otter run`"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.folder, self.assignment = folder, assignment
        self.tool = assignment.root / ".venv-otter" / "bin" / "otter"
        tests = folder / "tests"
        tests.mkdir(parents=True)
        (folder / "out").mkdir()
        root, slug, main = str(assignment.root), assignment.slug, assignment.main_file
        for name, _, points in names_of(assignment.root, slug):
            lines = [
                FIND.format(root=root),
                LOAD,
                "from types import SimpleNamespace",
                "from otter.test_files import test_case",
                "OK_FORMAT = False",
                f"name, points = {name!r}, {points!r}",
                f"TEST = {TESTS.format(root=root, slug=slug, main=main)}[name]",
                "@test_case()",
                "def case(env):",
                "    TEST(SimpleNamespace(**env))",
            ]
            (tests / f"{name}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        words = [self.tool, "generate", "-t", tests, "-o", folder / "autograder.zip"]
        timed([*words, "--no-environment", "--no-requirements", "--no-config"], cwd=folder)
        self.size = (folder / "autograder.zip").stat().st_size

    def prepare(self, text: str) -> Command:
        cell = nbformat.v4.new_code_cell(text)
        _write_notebook(self.folder / "answer.ipynb", [cell])
        out = self.folder / "out"
        words = [self.tool, "run", "--no-logo", "-a", "autograder.zip", "-o", out, "answer.ipynb"]
        return Command(words, self.folder, {**ONE_THREAD, "PATH": _path_of(self.tool)})

    def score(self) -> float:
        data = json.loads((self.folder / "out" / "results.json").read_text("utf-8"))
        return sum(float(test.get("score", 0)) for test in data["tests"])


class Nbgrader:
    """`nbgrader autograde`, with the class in its folder `submitted`; a cell per test."""

    name = "`nbgrader autograde`"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.folder, self.assignment = folder, assignment
        self.tool = assignment.root / ".venv-nbgrader" / "bin" / "nbgrader"
        source = folder / "source" / assignment.slug
        source.mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(
            "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n", encoding="utf-8"
        )
        _write_notebook(source / "answer.ipynb", self._cells("# the answer"))
        env = {**ONE_THREAD, "PATH": _path_of(self.tool)}
        timed([self.tool, "generate_assignment", assignment.slug], cwd=folder, env=env)

    def _cells(self, text: str) -> list[nbformat.NotebookNode]:
        root, slug, main = (
            str(self.assignment.root),
            self.assignment.slug,
            self.assignment.main_file,
        )
        solution = nbformat.v4.new_code_cell(text)
        solution.metadata["nbgrader"] = _marks("answer", solution=True)
        first = "\n".join(
            [
                FIND.format(root=root),
                LOAD,
                "from types import SimpleNamespace",
                f"TESTS = {TESTS.format(root=root, slug=slug, main=main)}",
            ]
        )
        cells = [solution, nbformat.v4.new_code_cell(first)]
        cells[1].metadata["nbgrader"] = _marks("set_up", locked=True)
        for name, _, points in names_of(self.assignment.root, slug):
            cell = nbformat.v4.new_code_cell(f"TESTS[{name!r}](SimpleNamespace(**globals()))")
            cell.metadata["nbgrader"] = {**_marks(name, locked=True, grade=True), "points": points}
            cells.append(cell)
        return cells

    def prepare(self, text: str) -> Command:
        return self.prepare_many([text])

    def prepare_many(self, texts: Sequence[str]) -> Command:
        """Its own way to grade a class: one command, one student after another."""
        slug = self.assignment.slug
        for name in ("submitted", "autograded"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for count, text in enumerate(texts):
            place = self.folder / "submitted" / f"student_{count:04}" / slug
            place.mkdir(parents=True)
            _write_notebook(place / "answer.ipynb", self._cells(text))
        words = [self.tool, "autograde", slug, "--force", "--create"]
        return Command(words, self.folder, {**ONE_THREAD, "PATH": _path_of(self.tool)})

    def score(self) -> float:
        import sqlite3

        with sqlite3.connect(self.folder / "gradebook.db") as book:
            query = "select sum(coalesce(manual_score, auto_score, 0)) from grade g"
            query += " join submitted_notebook n on g.notebook_id = n.id"
            query += " join submitted_assignment a on n.assignment_id = a.id"
            (total,) = book.execute(query + " where a.student_id = 'student_0000'").fetchone()
        return float(total or 0)


def _marks(name: str, *, solution: bool = False, locked: bool = False, grade: bool = False) -> dict:
    return {
        "grade_id": name, "schema_version": 3, "solution": solution, "locked": locked,
        "grade": grade, "task": False, "cell_type": "code",
    }  # fmt: skip


def _write_notebook(path: Path, cells: list[nbformat.NotebookNode]) -> None:
    for count, cell in enumerate(cells):
        cell["id"] = f"cell-{count}"
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    nbformat.write(book, path)


def _path_of(tool: Path) -> str:
    """The tool's own environment first: its kernel must be the one that has its packages."""
    return f"{tool.parent}{os.pathsep}{os.environ.get('PATH', '')}"


def missing(root: Path) -> list[str]:
    """Peers that are not installed, and what installs them."""
    found = []
    for tool, wish in (("otter", ".venv-otter"), ("nbgrader", ".venv-nbgrader")):
        if not (root / wish / "bin" / tool).exists():
            found.append(f"{tool} is not in {wish}: `make {wish}/.ready` sets it up")
    try:
        import gradescope_utils  # noqa: F401
    except ImportError:
        found.append("gradescope-utils is missing: .venv/bin/pip install gradescope-utils")
    return found


def grade_once(contender: Contender, text: str, full: float | None = None) -> None:
    """Once without a clock: it must work, and a right answer must get full points."""
    for attempt in (1, 2, 3):
        command = contender.prepare(text)
        timed(command.words, cwd=command.cwd, env=command.env)
        score = contender.score()
        if full is None or score is None or abs(score - full) < 1e-6:
            return
        # On a machine under load a test may run out of time; three times is something else.
        if attempt == 3:
            raise Failed(f"{contender.name} gives the reference {score:g} of {full:g} points")
