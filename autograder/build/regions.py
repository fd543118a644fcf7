"""The marked regions of a solution, and the stub that stands in a starter in their place."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from autograder.course.errors import ReleaseError
from autograder.testing.invoke import STUB_BEGINS

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
IN_CELL = ("this cell", " the cell below")  # where to write in a notebook, and what to run then


@dataclass(frozen=True)
class Region:
    """Lines first to last (from 1, the marks included), and the function that they are the body of."""

    first: int
    last: int
    indent: str
    function: str  # "" at the top level of the file

    @property
    def problem(self) -> str:
        """The function itself, or the class of a method."""
        return self.function.partition(".")[0]


def functions_of(assignment: Assignment) -> list[str]:
    """The functions and classes that students write, in the order of the solution."""
    found = (
        region.problem
        for path in assignment.solutions()
        for region in regions_of(path.read_text(encoding="utf-8"), path)
    )
    return [name for name in dict.fromkeys(found) if name]


def regions_of(text: str, path: Path | str) -> list[Region]:
    """All marked regions; unbalanced or nested marks are refused with their line."""
    tree = parse(text, path)
    found: list[Region] = []
    begun: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        mark = line.strip()
        if mark == BEGIN:
            if begun:
                raise ReleaseError(
                    f"{path}, line {number}: a solution region begins inside the one that began"
                    f" at line {begun[0]}: add `{END}` before it"
                )
            begun = (number, line[: len(line) - len(line.lstrip())])
        elif mark == END:
            if not begun:
                raise ReleaseError(
                    f"{path}, line {number}: `{END}` without a `{BEGIN}` before it: add one"
                )
            function = _function_around(tree, begun[0], number)
            found.append(Region(begun[0], number, begun[1], function))
            begun = None
        elif BEGIN in line or END in line:
            raise ReleaseError(
                f"{path}, line {number}: a mark must stand on a line of its own, exactly"
                f" `{BEGIN}` or `{END}`"
            )
    if begun:
        raise ReleaseError(
            f"{path}, line {begun[0]}: this solution region never ends: add `{END}` below it"
        )
    return found


def parse(text: str, path: Path | str) -> ast.Module:
    """The file's syntax tree; a syntax error names its line."""
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise ReleaseError(f"{path}, line {error.lineno}: {error.msg}") from None


def _function_around(tree: ast.Module, first: int, last: int) -> str:
    """`build_cnn`, or `Net.forward` for a method."""
    names: list[str] = []
    node: ast.AST = tree
    while True:
        inner = next(
            (
                child
                for child in ast.iter_child_nodes(node)
                if isinstance(child, (ast.FunctionDef, ast.ClassDef))
                and child.lineno < first
                and last <= (child.end_lineno or 0) + 1
            ),
            None,
        )
        if inner is None:
            return ".".join(names)
        names.append(inner.name)
        node = inner


def starter_text(text: str, path: Path, submit: str, then: str = ": pytest -k {}") -> str:
    """The solution with a stub in place of each region; what it needs no longer is left alone."""
    lines = text.splitlines()
    regions = regions_of(text, path)
    if not regions:
        raise ReleaseError(
            f"{path} has no solution region, so the starter would give the answers away:"
            f" put `{BEGIN}` and `{END}` around each function's body"
        )
    for region in reversed(regions):
        lines[region.first - 1 : region.last] = stub(region, submit, then)
    # A helper that vanished leaves its blank lines on both sides.
    starter = re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).rstrip("\n") + "\n"
    parse(starter, f"{path} (the starter made of it)")
    return starter


def cell_stub(code: str) -> str:
    """A cell's code with the starter's stubs, whose words are those of a notebook."""
    return starter_text(code, Path("a solution cell"), *IN_CELL).rstrip("\n")


def stub(region: Region, submit: str, then: str) -> list[str]:
    """The lines in place of a region: where to write what, and what to do `then`."""
    if not region.function:
        return []
    indent = region.indent
    return [
        f"{indent}# YOUR CODE HERE",
        f"{indent}raise NotImplementedError(",
        f'{indent}    "{STUB_BEGINS}write `{region.function}` in {submit}, "',
        f'{indent}    "then run{then.format(region.problem)}"',
        f"{indent})",
    ]
