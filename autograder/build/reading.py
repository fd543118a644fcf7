"""What an assignment's tests and solution files say about themselves, read without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.build.regions import parse
from autograder.course import Assignment
from autograder.testing.marks import problem_of

SEAMS = ("check", "student")
# Marks whose meaning is in their own line; of others (parametrize) only collecting the tests tells.
MARKS = {"points", "extra_credit", "hint", "visible", "needs", "builds_on", "limit", "forbid"}


@dataclass(frozen=True)
class TestSource:
    """One test function as it stands in its file."""

    name: str
    problem: str
    path: Path
    line: int
    public: bool
    hint: bool
    says: str  # the docstring's first line
    points: float | None  # None where no plain number stands there
    extra_credit: bool
    plain: bool  # whether it is one test, worth what its marks say
    needs: tuple[str, ...]
    builds_on: tuple[str, ...]
    asks: tuple[tuple[str, int], ...]  # functions called through the seam, with their lines

    __test__ = False

    @property
    def place(self) -> str:
        return f"{self.path}, line {self.line}"

    @property
    def title(self) -> str:
        """What students read of it."""
        return self.says or self.name

    @property
    def kind(self) -> str:
        """Where a notebook grades it: public, hidden, or extra."""
        return "extra" if self.extra_credit else "public" if self.public else "hidden"

    @property
    def id(self) -> str:
        """As in a result: `public/test_words.py::test_shout__negative`."""
        return f"{'public' if self.public else 'hidden'}/{self.path.name}::{self.name}"


def read_tests(assignment: Assignment) -> list[TestSource]:
    """All tests, public ones first."""
    return [
        found
        for path in assignment.test_files()
        for found in _in_file(path, path.parent == assignment.public_dir)
    ]


def _in_file(path: Path, public: bool) -> Iterator[TestSource]:
    tree = parse(path.read_text(encoding="utf-8"), path)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.FunctionDef) and node.name.startswith("test_")):
            continue
        marks = {_name(each): each for each in node.decorator_list}
        points = marks.get("points")
        yield TestSource(
            name=node.name,
            problem=problem_of(node.name),
            path=path,
            line=node.lineno,
            public=public,
            hint="hint" in marks,
            says=(ast.get_docstring(node) or "").partition("\n")[0].strip().rstrip("."),
            points=_number(points) if isinstance(points, ast.Call) else None,
            extra_credit="extra_credit" in marks,
            plain=node in tree.body and MARKS.issuperset(marks),
            needs=_strings(marks.get("needs")),
            builds_on=_strings(marks.get("builds_on")),
            asks=tuple(_asks(node)),
        )


def _name(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _number(call: ast.Call) -> float | None:
    first = call.args[0] if len(call.args) == 1 else None
    value = first.value if isinstance(first, ast.Constant) else None
    return float(value) if isinstance(value, (int, float)) else None


def _strings(call: ast.expr | None) -> tuple[str, ...]:
    return tuple(
        argument.value
        for argument in (call.args if isinstance(call, ast.Call) else ())
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


def _asks(test: ast.FunctionDef) -> Iterator[tuple[str, int]]:
    """`check.f(…)`, `check(exact=True).f(…)`, `check.f.raises(…)` and `student.f(…)` ask for f."""
    for node in ast.walk(test):
        if not isinstance(node, ast.Attribute) or node.attr in ("probe", "raises", "together"):
            continue
        owner = node.value.func if isinstance(node.value, ast.Call) else node.value
        if isinstance(owner, ast.Name) and owner.id in SEAMS:
            yield node.attr, node.lineno


def defined_names(path: Path) -> frozenset[str]:
    """The names that a file has at its top, imported ones included."""
    found: set[str] = set()
    for node in ast.walk(parse(path.read_text(encoding="utf-8"), path)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    return frozenset(found)
