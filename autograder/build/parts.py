"""An assignment cut into the parts of a notebook: text, solution, tests of every problem, and its kit."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograder.build.book import code, texts
from autograder.build.handout import Cells, Handout, Section, cells_of, read_handout
from autograder.build.pages.sheet import PAGE
from autograder.build.reading import TestSource, read_tests
from autograder.build.shipped import NOTEBOOK, shipped_files
from autograder.build.starter import BEGIN, END, parse, regions_of
from autograder.build.student import student_files
from autograder.course import Assignment
from autograder.course.errors import PackageError, ReleaseError
from autograder.course.places import ANSWERS
from autograder.judge.suite import problem_order
from autograder.testing.examples import EXAMPLES

# Of the student's folder: not the notebook's twin, nor what the notebook itself says or asks.
NOT_HERE = ("README.md", PAGE, "notebook.ipynb", "requirements.txt", "look.py", "pictures/")
BESIDE = (ANSWERS, EXAMPLES)  # of the notebook, to be written in
HOW = (
    "Run the cells from top to bottom. Write your functions in the cells that say"
    " `YOUR CODE HERE`; the {check} below each of them runs its public tests. What is graded are the"
    " imports, functions, classes and constants of this notebook."
)


@dataclass(frozen=True)
class BookPart:
    """One problem."""

    problem: str
    text: Cells
    code: str  # the solution with its marked regions; "" where tests ask for no function
    tests: tuple[TestSource, ...]

    def points(self, kind: str) -> float:
        return sum(test.points or 0 for test in self.tests if test.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The grading cells that the problem needs, in order."""
        return tuple(
            k for k in ("public", "hidden", "extra") if any(t.kind == k for t in self.tests)
        )


@dataclass(frozen=True)
class Parts:
    """A whole assignment."""

    assignment: Assignment
    handout: Handout
    head: str  # the code above the first problem: imports, constants
    problems: tuple[BookPart, ...]


def several_files(assignment: Assignment) -> str:
    """Why a notebook cannot hold the assignment; empty where it can."""
    files = assignment.spec.files
    return f"a notebook holds one file, and {len(files)} are handed in" if len(files) > 1 else ""


def parts_of(assignment: Assignment) -> Parts:
    """Read an assignment."""
    handout = read_handout(assignment)
    tests = read_tests(assignment)
    for test in tests:
        _check(test)
    order = problem_order(assignment, list(dict.fromkeys(test.problem for test in tests)))
    head, solutions = _code(assignment.solutions()[0], set(order))
    problems = []
    for problem in order:
        section = handout.section(problem)
        mine = tuple(test for test in tests if test.problem == problem)
        text = section.text if section else f"## `{problem}`"
        problems.append(BookPart(problem, cells_of(text), solutions.get(problem, ""), mine))
    return Parts(assignment, handout, head, tuple(problems))


def _check(test: TestSource) -> None:
    if test.points is None or not test.plain:
        raise PackageError(
            f"{test.place}: the notebook channels read @points(N) as a plain number, and no"
            f" parametrised tests: mend {test.name}, or leave the channels otter and nbgrader out"
        )


def _code(path: Path, problems: set[str]) -> tuple[str, dict[str, str]]:
    """The file's head, and the code of each problem with whatever stands right above it."""
    text = path.read_text(encoding="utf-8")
    regions_of(text, path)  # unbalanced marks are named here
    lines, body = text.splitlines(), parse(text, path).body
    ends = [_end(lines, node) for node in body]
    asked = {
        node.name: number
        for number, node in enumerate(body)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in problems
    }
    if not asked:
        raise ReleaseError(f"{path} defines none of the functions that its tests ask for")
    numbers = [*asked.values()]
    above = ends[numbers[0] - 1] if numbers[0] else 0
    # A helper that the starter does not have belongs to the first problem's solution.
    marked = [number for number, line in enumerate(lines[:above]) if line.strip() == BEGIN]
    cuts = [min([above, *marked]), *(ends[number] for number in numbers[:-1]), len(lines)]
    found = {
        name: "\n".join(lines[begin:end]).strip("\n")
        for name, (begin, end) in zip(asked, pairwise(cuts))
    }
    head = lines[: cuts[0]]
    if isinstance(body[0], ast.Expr):  # its docstring is the handout's introduction over again
        del head[: body[0].end_lineno]
    return "\n".join(head).strip("\n"), found


def _end(lines: list[str], node: ast.stmt) -> int:
    """The last line that belongs to a statement: closing marks and indented comments do."""
    end = node.end_lineno or node.lineno
    for number, line in enumerate(lines[end:], end + 1):
        if line.startswith((" ", "\t")) or line.strip() == END:
            end = number
        elif line.strip() and not line.startswith("#"):
            break  # the next statement
    return end


def notebook_of(
    parts: Parts,
    check: str,  # what runs a problem's public tests
    first: Any,
    problem: Callable[[BookPart], list[Any]],
    more: list[Any],
    question: Callable[[Section], list[Any]],
) -> list[Any]:
    """The cells of a notebook: each channel has its own first one, problems and questions."""
    handout = parts.handout
    cells = texts(f"# {handout.title}\n\n{HOW.format(check=check)}", handout.intro, handout.rules)
    cells.append(first)
    if parts.head:
        cells.append(code(parts.head))
    for part in parts.problems:
        cells += problem(part)
    cells += [*more, *texts(handout.questions_intro)]
    for each in handout.questions:
        cells += question(each)
    return [*cells, *texts(handout.reading)]


def kit_files(parts: Parts) -> dict[str, bytes]:
    """The folder `kit` beside a notebook: what a student needs to run the public tests there."""
    dropped = (*NOT_HERE, *BESIDE, *parts.assignment.spec.files)
    given = student_files(parts.assignment)
    files = {name: data for name, data in given.items() if not name.startswith(dropped)}
    files |= {f"kit/{name}": data for name, data in shipped_files(NOTEBOOK).items()}
    points = {part.problem: part.points("public") for part in parts.problems}
    files["points.json"] = (json.dumps(points, indent=2, sort_keys=True) + "\n").encode()
    return files
