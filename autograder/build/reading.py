"""What an assignment's tests and solution files say about themselves, read without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.starter import parse
from autograder.course import Assignment
from autograder.judge.edits import defined
from autograder.testing.marks import problem_of

SEAMS = ("check", "student")
# Marks whose meaning is in their own line; of others (parametrize) only collecting the tests tells.
MARKS = {"points", "extra_credit", "hint", "visible", "needs", "builds_on", "limit", "forbid"}


@dataclass(frozen=True)
class TestSource:
    """One test function as it stands in its file."""

    name: str
    path: Path
    line: int
    public: bool
    marks: frozenset[str]
    says: str  # the docstring's first line
    points: float | None  # None where no plain number stands there
    plain: bool  # whether it is one test, worth what its marks say
    needs: tuple[str, ...]
    builds_on: tuple[str, ...]
    asks: tuple[tuple[str, int], ...]  # functions called through the seam, with their lines

    __test__ = False

    @property
    def problem(self) -> str:
        return problem_of(self.name)

    @property
    def extra_credit(self) -> bool:
        return "extra_credit" in self.marks

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
        marks = dict(map(_mark, node.decorator_list))
        points = [float(p) for p in marks.get("points", ()) if isinstance(p, (int, float))]
        yield TestSource(
            name=node.name,
            path=path,
            line=node.lineno,
            public=public,
            marks=frozenset(marks),
            says=(ast.get_docstring(node) or "").partition("\n")[0].strip().rstrip("."),
            points=points[0] if points else None,
            plain=node in tree.body and MARKS.issuperset(marks),
            needs=marks.get("needs", ()),
            builds_on=marks.get("builds_on", ()),
            asks=tuple(_asks(node)),
        )


def _mark(decorator: ast.expr) -> tuple[str, tuple[Any, ...]]:
    """A mark's name, and the arguments that are plain in the source."""
    call = decorator if isinstance(decorator, ast.Call) else None
    name = ast.unparse(call.func if call else decorator).rpartition(".")[2]
    plain = (each for each in (call.args if call else ()) if isinstance(each, ast.Constant))
    return name, tuple(each.value for each in plain)


def _asks(test: ast.FunctionDef) -> Iterator[tuple[str, int]]:
    """`check.f(…)`, `check(exact=True).f(…)`, `check.f.raises(…)` and `student.f(…)` ask for f."""
    for node in ast.walk(test):
        if not isinstance(node, ast.Attribute) or node.attr in (
            "probe",
            "facts",
            "raises",
            "together",
        ):
            continue
        owner = node.value.func if isinstance(node.value, ast.Call) else node.value
        if isinstance(owner, ast.Name) and owner.id in SEAMS:
            yield node.attr, node.lineno


def names_of(node: ast.stmt) -> list[str]:
    """The names that a statement gives a value to, imported ones included."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    return defined(node)


def defined_names(path: Path) -> set[str]:
    """All names of a file, also those under a condition."""
    tree = parse(path.read_text(encoding="utf-8"), path)
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.stmt))
    return {name for node in statements for name in names_of(node)}
