"""Notebooks as students hand them in: answers put into a release, and ways to spoil one."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Assignment
from autograder.judge.ideas import composed_source, misconceptions


def answers(assignment: Assignment, wrong: int) -> dict[str, str]:
    """The reference, the starter, a half-done file, and some wrong ideas, as source texts."""
    solution = assignment.solutions()[0].read_text(encoding="utf-8")
    starter = assignment.starters()[0].read_text(encoding="utf-8")
    made = {"reference": solution, "starter": starter, "half": half(solution, starter)}
    # An idea that calls the right function of the same name needs both, which no notebook holds.
    ideas = [
        idea for idea in misconceptions(assignment) if not re.search(r"^_\w+ =", idea.code, re.M)
    ]
    for idea in ideas[:: max(1, len(ideas) // wrong)][:wrong]:
        made[idea.name] = composed_source(assignment, idea)[assignment.main_file]
    return made


def half(solution: str, starter: str) -> str:
    """Every second function written."""
    functions = [n.name for n in ast.parse(solution).body if isinstance(n, ast.FunctionDef)]
    text = starter
    for name in functions[::2]:
        if f"def {name}(" in starter:
            text = text.replace(_segment(starter, name), _segment(solution, name))
        else:
            text += "\n\n" + _segment(solution, name) + "\n"
    return text


def _segment(source: str, name: str) -> str:
    tree = ast.parse(source)
    node = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name][-1]
    return ast.get_source_segment(source, node) or ""


def filled(release: Path, source: str) -> Any:
    """A release's notebook with these answers in its solution cells."""
    book = nbformat.read(release, as_version=4)
    tree = ast.parse(source)
    last = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    placed = set()
    for cell in book.cells:
        for name in last:
            if cell.cell_type == "code" and f"\ndef {name}(" in f"\n{cell.source}":
                if "YOUR CODE HERE" in cell.source:
                    cell.source = _segment(source, name)
                placed.add(name)
    rest = [
        ast.get_source_segment(source, node) or ""
        for node in tree.body
        if not (isinstance(node, ast.FunctionDef) and (node.name in placed))
        and not isinstance(node, ast.Expr)
    ]
    # Right behind the first cell, where a student would put a helper.
    index = next(i for i, cell in enumerate(book.cells) if "import sys" in cell.source)
    book.cells.insert(index + 1, nbformat.v4.new_code_cell("\n".join(rest), id="rest"))
    return book


def cell_of(book: Any, name: str) -> Any:
    """The cell that nbgrader knows by this name."""
    return next(c for c in book.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def _deleted(book: Any) -> None:
    for name in ("shout", "shout_public", "shout_hidden", "count_letters_hidden"):
        book.cells.remove(cell_of(book, name))


def _duplicated(book: Any) -> None:
    for name in ("shout", "shout_hidden"):
        twin = copy.deepcopy(cell_of(book, name))
        twin["id"] = f"twin-{name}"
        book.cells.append(twin)


def _reordered(book: Any) -> None:
    book.cells.reverse()


def _loop(book: Any) -> None:
    cell = cell_of(book, "count_letters")
    cell.source = cell.source.replace("counts: dict", "while True: pass\n    counts: dict")
    book.cells.append(nbformat.v4.new_code_cell("while True:\n    pass", id="loop"))


def _syntax(book: Any) -> None:
    cell = cell_of(book, "count_letters")
    cell.source = cell.source.replace("return counts", "return counts)")


def _bare(book: Any) -> None:
    book.metadata = {}
    for cell in book.cells:
        cell.metadata = {}
    scratch = "%matplotlib inline\n!ls\nimport matplotlib.pyplot as plt\nplt.plot([1])\nshout?"
    book.cells.insert(0, nbformat.v4.new_code_cell(scratch, id="scratch"))


# How a notebook on 01_words is spoilt, and the points of each problem that are left.
SPOILT: dict[str, tuple[Callable[[Any], None], dict[str, float]]] = {
    "deleted": (_deleted, {"shout": 0, "count_letters": 3, "moving_average": 5}),
    "duplicated": (_duplicated, {"shout": 3, "count_letters": 3, "moving_average": 6}),
    "reordered": (_reordered, {"shout": 3, "count_letters": 3, "moving_average": 6}),
    "loop": (_loop, {"shout": 3, "count_letters": 0, "moving_average": 6}),
    "syntax": (_syntax, {"shout": 3, "count_letters": 0, "moving_average": 6}),
    "bare": (_bare, {"shout": 3, "count_letters": 3, "moving_average": 6}),
}
