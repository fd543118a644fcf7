"""What must hold before an assignment is packaged; each fault is one sentence with its remedy."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.build.regions import regions_of
from autograder.build.starter import drift
from autograder.course import Assignment
from autograder.course.errors import PackageError
from autograder.prove.needs import check_needs, check_submitted
from autograder.testing.problems import problem_of


@dataclass(frozen=True)
class TestWorth:
    """A test's place and points, read without running its file."""

    problem: str
    public: bool
    points: float
    extra_credit: bool

    __test__ = False


def check_ready(assignment: Assignment) -> None:
    """Refuse an assignment whose parts do not fit together."""
    if drift(assignment):
        raise PackageError(
            f"{assignment.slug}: the starter has drifted from its solution:"
            f" `autograder release {assignment.slug}`, then look at what changed"
        )
    worths = test_worths(assignment)
    check_submitted(assignment)
    check_needs(assignment)
    check_problems(assignment, worths)
    check_points(assignment, worths)


def test_worths(assignment: Assignment) -> list[TestWorth]:
    """The points of all tests: read from the source where that is plain, else by collecting."""
    try:
        return [
            worth
            for path in assignment.test_files()
            for worth in _read_file(path, path.parent == assignment.public_dir)
        ]
    except _NotPlain:
        return _collect(assignment)


class _NotPlain(Exception):
    """The marks cannot be read without running the file: parametrised, or computed."""


def _read_file(path: Path, public: bool) -> Iterator[TestWorth]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise PackageError(f"{path}, line {error.lineno}: {error.msg}") from None
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            raise _NotPlain
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            points, extra = _marks(node.decorator_list)
            if points is None:
                raise PackageError(
                    f"{path}, line {node.lineno}: {node.name} has no points: add @points(1),"
                    " or what it is worth"
                )
            yield TestWorth(problem_of(node.name), public, points, extra)


def _marks(decorators: Sequence[ast.expr]) -> tuple[float | None, bool]:
    points, extra = None, False
    for decorator in decorators:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if not isinstance(called, ast.Name):
            raise _NotPlain
        if called.id == "extra_credit":
            extra = True
        elif called.id == "points" and isinstance(decorator, ast.Call):
            first = decorator.args[0] if len(decorator.args) == 1 else None
            if not isinstance(first, ast.Constant) or not isinstance(first.value, (int, float)):
                raise _NotPlain
            points = float(first.value)
        elif called.id not in {"hint", "visible", "needs", "limit", "forbid"}:
            raise _NotPlain
    return points, extra


def _collect(assignment: Assignment) -> list[TestWorth]:
    from autograder.judge.suite import with_suite

    return with_suite(
        assignment,
        lambda suite: [
            TestWorth(facts.problem, facts.public, facts.points, facts.marks.extra_credit)
            for facts in suite.facts
        ],
    )


def check_problems(assignment: Assignment, worths: Sequence[TestWorth]) -> None:
    """Every problem has a public and a hidden test."""
    asked = dict.fromkeys(
        region.function.partition(".")[0]
        for path in assignment.solutions()
        for region in regions_of(path.read_text(encoding="utf-8"), path)
    )
    problems = [name for name in asked if name and not name.startswith("_")]
    problems += [worth.problem for worth in worths if worth.problem not in asked]
    for problem in dict.fromkeys(problems):
        for public, folder in ((True, assignment.public_dir), (False, assignment.hidden_dir)):
            if not any(w.problem == problem and w.public == public for w in worths):
                kind = "public" if public else "hidden"
                raise PackageError(
                    f"{assignment.slug}: `{problem}` has no {kind} test: write a function"
                    f" test_{problem}__… in {folder}"
                )


def check_points(assignment: Assignment, worths: Sequence[TestWorth]) -> None:
    """The tests' points add up to what course.yml says."""
    spec = assignment.spec
    for key, said, extra in (
        ("points", spec.points, False),
        ("extra_points", spec.extra_points, True),
    ):
        found = sum(worth.points for worth in worths if worth.extra_credit == extra)
        if abs(found - said) > 1e-9:
            which = "extra-credit tests" if extra else "tests without extra credit"
            raise PackageError(
                f"course.yml: {spec.slug}: `{key}: {said:g}`, but the {which} in"
                f" tests/public/{spec.slug} and tests/hidden/{spec.slug} add up to {found:g}:"
                f" change their @points, or write `{key}: {found:g}`"
            )
