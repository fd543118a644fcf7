"""An assignment cut into the parts of a notebook: text, solution, tests of every problem, and its kit."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.book import code, introduction, texts
from autograder.build.handout import Cells, Handout, Section, cells_of, read_handout
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
NOT_HERE = ("README.md", "notebook.ipynb", "requirements.txt", "look.py", "pictures/")
BESIDE = (ANSWERS, EXAMPLES)  # of the notebook, to be written in


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
    if reason := several_files(assignment):
        raise PackageError(
            f"{assignment.slug}: {reason}: leave the channels otter and nbgrader out"
        )
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
    lines = text.splitlines()
    tree = parse(text, path)
    head: list[str] = []
    found: dict[str, str] = {}
    done = 0
    waiting: list[str] = []
    for index, node in enumerate(tree.body):
        below = tree.body[index + 1 :]
        end = _end(lines, node, below[0] if below else None)
        waiting += lines[done:end]
        done = end
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in problems:
            found[node.name] = "\n".join(waiting).strip("\n")
            waiting = []
        elif not found:
            head, waiting = head + waiting, []
    if "\n".join(waiting + lines[done:]).strip():
        if not found:
            raise ReleaseError(f"{path} defines none of the functions that its tests ask for")
        last = list(found)[-1]
        found[last] += "\n\n\n" + "\n".join(waiting + lines[done:]).strip("\n")
    if any(mark in "\n".join(head) for mark in (BEGIN, END)):
        # A helper that the starter does not have belongs to the first problem's solution.
        cut = next(i for i, line in enumerate(head) if line.strip() == BEGIN)
        first = next(iter(found))
        found[first] = "\n".join(head[cut:]).strip("\n") + "\n\n\n" + found[first]
        head = head[:cut]
    return _without_docstring("\n".join(head), tree).strip("\n"), found


def _end(lines: list[str], node: ast.stmt, following: ast.stmt | None) -> int:
    """The last line that belongs to a statement: closing marks and indented comments do."""
    marks = getattr(following, "decorator_list", [])
    start = min([following.lineno, *(m.lineno for m in marks)]) if following else len(lines) + 1
    end = node.end_lineno or node.lineno
    for number in range(end, start - 1):
        line = lines[number]
        if line.startswith((" ", "\t")) or line.strip() == END:
            end = number + 1
    return end


def _without_docstring(head: str, tree: ast.Module) -> str:
    """The module's docstring is the handout's introduction over again."""
    if ast.get_docstring(tree) is None:
        return head
    lines = head.splitlines()
    first = tree.body[0]
    del lines[first.lineno - 1 : first.end_lineno]
    return re.sub(r"^\n+", "", "\n".join(lines))


def notebook_of(
    parts: Parts,
    how: str,
    first: Any,
    problem: Callable[[BookPart], list[Any]],
    more: list[Any],
    question: Callable[[Section], list[Any]],
) -> list[Any]:
    """The cells of a notebook: each channel has its own first one, problems and questions."""
    handout = parts.handout
    cells = [*introduction(handout, how), first]
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
