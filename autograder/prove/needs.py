"""Refuses tests that wait for one another, and tests of code that nobody hands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from autograder.course import Assignment
from autograder.course.errors import PackageError
from autograder.judge.suite import problem_order
from autograder.prove.reading import TestSource, defined_names, read_tests


def check_needs(assignment: Assignment) -> None:
    """Every `@needs` names a problem that comes earlier; no two problems wait for one another."""
    tests = read_tests(assignment)
    order = problem_order(assignment, list(dict.fromkeys(test.problem for test in tests)))
    waits = {p: {n: t for t in tests if t.problem == p for n in t.needs} for p in order}
    for problem in order:
        circle = _circle(problem, waits)
        if circle:
            test = waits[circle[0]][circle[1]]
            raise PackageError(
                f"{test.place}: {test.name} has @needs({circle[1]!r}), which makes a circle:"
                f" {' needs '.join(f'`{name}`' for name in circle)}; take one @needs away"
            )
    for test in tests:
        for needed in test.needs:
            if needed not in order:
                raise PackageError(
                    f"{test.place}: {test.name} has @needs({needed!r}), but no test is called"
                    f" test_{needed}__…; the problems are: {', '.join(order)}"
                )
            if order.index(needed) > order.index(test.problem):
                raise PackageError(
                    f"{test.place}: {test.name} has @needs({needed!r}), but `{needed}` comes after"
                    f" `{test.problem}`: put the function that is needed earlier in the solution"
                )


def _circle(start: str, waits: Mapping[str, Mapping[str, TestSource]]) -> list[str]:
    """A way from `start` back to itself; empty where there is none."""

    def walk(path: list[str]) -> Iterator[list[str]]:
        for needed in waits.get(path[-1], ()):
            if needed == start:
                yield [*path, needed]
            elif needed not in path:
                yield from walk([*path, needed])

    return next(walk([start]), [])


def check_submitted(assignment: Assignment) -> None:
    """Every function that a test asks for is in a file that students hand in."""
    present = [path for path in assignment.solutions() if path.is_file()]
    known = frozenset[str]().union(*(defined_names(path) for path in present))
    for test in read_tests(assignment):
        for name, line in test.asks:
            if name not in known:
                raise PackageError(_not_handed_in(assignment, test, name, line))


def _not_handed_in(assignment: Assignment, test: TestSource, name: str, line: int) -> str:
    files = assignment.spec.files
    others = [p for p in sorted(assignment.solution_dir.glob("*.py")) if p.name not in files]
    home = next((path.name for path in others if name in defined_names(path)), "")
    said = f"{test.path}, line {line}: {test.name} tests `{name}`"
    if home:
        both = ", ".join([*files, home])
        return (
            f"{said}, which is in solutions/{assignment.slug}/{home}, a file that students do not"
            f" hand in: write `submit: [{both}]` in course.yml"
        )
    return (
        f"{said}, which {' and '.join(files)} does not have: mend the name, or write the function"
    )
