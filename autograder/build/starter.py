"""Starters: solutions with a stub in place of each marked region; and those that have drifted."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from autograder.build.handout import read_handout
from autograder.course import Assignment
from autograder.course.errors import ReleaseError
from autograder.course.places import ANSWERS
from autograder.testing.examples import EXAMPLES
from autograder.testing.invoke import STUB_BEGINS

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
IN_CELL = ("this cell", " the cell below")  # where to write in a notebook, and what to run then
HOW_TO_ANSWER = "Write below each heading; the handout has the questions."


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
    return ".".join(
        node.name
        for node in ast.walk(tree)  # what is outside comes before what is inside
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and node.lineno < first
        and last <= (node.end_lineno or 0) + 1
    )


def starter_text(
    text: str,
    path: Path | str,
    submit: str,
    then: str = ": pytest -k {}",
    solved: Collection[str] = (),
) -> str:
    """The solution with a stub for each region that is not `solved`; what it needs no longer stays."""
    lines = text.splitlines()
    regions = regions_of(text, path)
    if not regions:
        raise ReleaseError(
            f"{path} has no solution region, so the starter would give the answers away:"
            f" put `{BEGIN}` and `{END}` around each function's body"
        )
    for region in reversed(regions):
        if region.problem not in solved:
            lines[region.first - 1 : region.last] = stub(region, submit, then)
    # A helper that vanished leaves its blank lines on both sides.
    starter = re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).rstrip("\n") + "\n"
    parse(starter, f"{path} (the starter made of it)")
    return starter


def cell_stub(code: str) -> str:
    """A cell's code with the starter's stubs, whose words are those of a notebook."""
    return starter_text(code, "a solution cell", *IN_CELL).rstrip("\n")


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


def starters(assignment: Assignment) -> dict[Path, str]:
    """What each starter file of the assignment should hold."""
    made = {}
    for solution, starter in zip(assignment.solutions(), assignment.starters()):
        text = _needed(
            solution,
            f"course.yml says that {assignment.slug} submits {solution.name}; write it, or mend"
            " `submit:`",
        )
        made[starter] = starter_text(text, solution, solution.name)
    if assignment.spec.examples_points:
        made[assignment.starter_dir / EXAMPLES] = _needed(
            assignment.examples,
            "course.yml gives points for examples.py (`examples_points:`), so write two worked"
            " examples there",
        )
    handout = read_handout(assignment)
    if handout.questions:
        # A heading for each question and nothing below: what stands there is the answer.
        head = f"# {handout.title}: written answers\n\n<!-- {HOW_TO_ANSWER} -->\n"
        headings = (f"\n## {question.heading}\n" for question in handout.questions)
        made[assignment.starter_dir / ANSWERS] = head + "".join(headings)
    return made


def _needed(path: Path, why: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReleaseError(f"{path} is missing: {why}") from None


def write_starters(assignment: Assignment) -> list[Path]:
    """Write the starters that differ from what their solutions say; returns those."""
    changed = {path: text for path, text in starters(assignment).items() if _read(path) != text}
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [*changed]


def drift(assignment: Assignment) -> str:
    """How the committed starters differ from their solutions, as a diff; empty where they do not."""
    parts: list[str] = []
    for path, text in starters(assignment).items():
        committed = _read(path)
        if committed != text:
            parts += difflib.unified_diff(
                (committed or "").splitlines(True),
                text.splitlines(True),
                f"{path.relative_to(assignment.root)} (committed)",
                f"{path.relative_to(assignment.root)} (from its source)",
            )
    return "".join(parts)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
