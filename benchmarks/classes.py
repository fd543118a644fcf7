"""A made-up class: right answers in several styles and wrong ideas, each file a little different."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Assignment
from autograder.judge.ideas import alternatives, composed_source, misconceptions


def answers(assignment: Assignment, number: int, seed: int = 7) -> Iterator[str]:
    """Four in ten are the reference, two another right answer, four a wrong idea; none hangs.

    The peers have no time limit for one test, so answers that never end would not be a fair part.
    """
    draw = random.Random(seed)
    right = alternatives(assignment)
    wrong = misconceptions(assignment)
    reference = assignment.solutions()[0].read_text(encoding="utf-8")
    for count in range(number):
        place, text = count % 10, reference
        if place in (2, 7) and right:
            text = composed_source(assignment, draw.choice(right))[assignment.main_file]
        elif place in (1, 3, 6, 8) and wrong:
            text = composed_source(assignment, draw.choice(wrong))[assignment.main_file]
        yield f"{text}\n# handed in by number {count}\n"


def write_class(assignment: Assignment, number: int, target: Path) -> Path:
    """A folder for each, as `autograder grade` reads them."""
    for count, text in enumerate(answers(assignment, number)):
        folder = target / f"student_{count:04}"
        folder.mkdir(parents=True)
        (folder / assignment.main_file).write_text(text, encoding="utf-8")
    return target
