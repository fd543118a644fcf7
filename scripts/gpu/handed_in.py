"""What is handed in: the reference, the starter, other right answers, wrong ideas, a whole class."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

from autograder.course import Assignment
from autograder.judge.ideas import alternatives, composed_source, misconceptions

T = TypeVar("T")
Files = Mapping[str, str]
WRONG = Path(__file__).resolve().parents[2] / "tests" / "kit" / "gpu" / "wrong"


@dataclass(frozen=True)
class Amounts:
    """How many of each kind."""

    alternatives: int
    ideas: int
    students: int  # of the class
    times: int  # that seconds are taken


FULL = Amounts(alternatives=1000, ideas=20, students=40, times=3)
SHORT = Amounts(alternatives=1, ideas=1, students=3, times=1)


@dataclass(frozen=True)
class HandedIn:
    """The submissions of one assignment, by name."""

    files: dict[str, Files]
    only_cuda: dict[str, tuple[str, ...]]  # wrong there only: the functions that must lose a test


def handed_in(assignment: Assignment, amounts: Amounts) -> HandedIn:
    files: dict[str, Files] = {
        "reference": _texts(assignment.solutions()),
        "starter": _texts(assignment.starters()),
    }
    for kind, ideas, number in (
        ("alternative", alternatives(assignment), amounts.alternatives),
        ("idea", misconceptions(assignment), amounts.ideas),
    ):
        for idea in spread(ideas, number):
            files[f"{kind}_{idea.name}"] = composed_source(assignment, idea)
    only_cuda = {}
    for path in sorted((WRONG / assignment.slug).glob("*.py")):
        code = path.read_text(encoding="utf-8")
        name = path.stem
        texts = dict(files["reference"])
        texts[assignment.main_file] += "\n\n" + code
        files[name] = texts
        only_cuda[name] = tuple(
            node.name
            for node in ast.parse(code).body
            if isinstance(node, ast.FunctionDef) and node.name[0] != "_"
        )
    return HandedIn(files, only_cuda)


def a_class(files: Mapping[str, Files], students: int) -> dict[str, Files]:
    """As many as there are students, each with a line of its own: no two files are the same."""
    return {
        f"student_{number:02}": {
            name: f"{text}\n# handed in by student {number}\n" for name, text in each.items()
        }
        for number, each in enumerate(islice(cycle(files.values()), students), 1)
    }


def write(folder: Path, files: Mapping[str, Files]) -> Path:
    for name, texts in files.items():
        (folder / name).mkdir(parents=True)
        for file, text in texts.items():
            (folder / name / file).write_text(text, encoding="utf-8")
    return folder


def spread(things: Sequence[T], number: int) -> Sequence[T]:
    """So many of them, from the first to the last."""
    if number >= len(things):
        return things
    return [things[place * len(things) // number] for place in range(number)]


def _texts(paths: Sequence[Path]) -> Files:
    return {path.name: path.read_text(encoding="utf-8") for path in paths}
