"""What `autograder pilot` predicted of each test, beside what a class showed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.graded import Class
from autograder.batch.statistics import Item, problems_of
from autograder.course.errors import SubmissionError

FORMAT = 1
FAR = 0.25  # a difference in passing that is worth a look


@dataclass(frozen=True)
class Beside:
    """One test: predicted and observed."""

    item: Item
    problem: str
    share: float
    separation: float | None

    @property
    def far(self) -> bool:
        return abs(self.item.share - self.share) >= FAR


def beside(graded: Class, file: Path) -> tuple[Beside, ...]:
    """Tests that both know, those first that went another way than predicted."""
    slug = graded.summary.assignment["slug"]
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        form, about, tests = data["format"], data["slug"], {t["test"]: t for t in data["tests"]}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise SubmissionError(
            f"{file} cannot be read as a pilot ({error}): name the pilot.json that"
            f" `autograder pilot {slug}` wrote"
        ) from None
    if (form, about) != (FORMAT, slug):
        raise SubmissionError(
            f"{file} is a pilot of {about}, or of another version of the kit; the class was graded"
            f" for {slug}: run `autograder pilot {slug}`"
        )
    found = [
        Beside(item, problem.name, tests[item.test]["share"], tests[item.test]["separation"])
        for problem in problems_of(graded)
        for item in problem.tests
        if item.test in tests
    ]
    return tuple(sorted(found, key=lambda each: -abs(each.item.share - each.share)))
