"""A made-up class: right answers in several styles and wrong ideas, each file a little different."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Assignment
from autograder.judge.ideas import alternatives, composed_source, misconceptions

# Who hands in what, over and over: the Reference, Another right answer, a Wrong idea.
PATTERNS = {"mixed": "RWAWRRWAWR", "right": "RRA", "wrong": "W"}


def answers(
    assignment: Assignment, number: int, kind: str = "mixed", seed: int = 7
) -> Iterator[str]:
    """As many different files; none hangs, since the peers have no time limit for one test."""
    draw = random.Random(seed)
    ideas = {"A": alternatives(assignment), "W": misconceptions(assignment)}
    reference = assignment.solutions()[0].read_text(encoding="utf-8")
    for count in range(number):
        pattern, text = PATTERNS[kind], reference
        if found := ideas.get(pattern[count % len(pattern)]):
            text = composed_source(assignment, draw.choice(found))[assignment.main_file]
        yield f"{text}\n# handed in by number {count}\n"


def write_class(assignment: Assignment, number: int, target: Path, kind: str = "mixed") -> Path:
    """A folder for each, as `autograder grade` reads them."""
    for count, text in enumerate(answers(assignment, number, kind)):
        folder = target / f"student_{count:04}"
        folder.mkdir(parents=True)
        (folder / assignment.main_file).write_text(text, encoding="utf-8")
    return target


def write_nothing(assignment: Assignment, number: int, target: Path) -> Path:
    """As many folders without the file that is wanted: all that grading them costs is the start."""
    for count in range(number):
        folder = target / f"student_{count:04}"
        folder.mkdir(parents=True)
        (folder / f"letter_{count}.txt").write_text("It was not to be.\n", encoding="utf-8")
    return target
