"""The small course on words and numbers, and a way to grade a piece of text against it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.results import GradingResult
from autograder.judge.submission import read_submission

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"

Grade = Callable[..., list[GradingResult]]


@pytest.fixture(scope="session")
def words() -> Assignment:
    return load_course(WORDS).assignment("01_words")


@pytest.fixture(scope="session")
def reference_text(words: Assignment) -> str:
    return words.solutions()[0].read_text(encoding="utf-8")


@pytest.fixture
def grade(words: Assignment, tmp_path: Path) -> Grade:
    """Grade texts (or submission folders), all with one grader, in a process of its own."""

    def run(*submissions: str | Path, **options: object) -> list[GradingResult]:
        places = []
        for index, submission in enumerate(submissions):
            if isinstance(submission, str):
                place = tmp_path / f"s{index}" / "words.py"
                place.parent.mkdir()
                place.write_text(submission, encoding="utf-8")
                submission = place.parent
            places.append(submission)
        return in_child(words, places, Options(**options))

    return run


def in_child(assignment: Assignment, places: list[Path], options: Options) -> list[GradingResult]:
    """Judges run pytest inside; a child keeps that away from the pytest that runs this."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        results: list[GradingResult] = pool.apply(_grade_all, (assignment, places, options))
    return results


def _grade_all(assignment: Assignment, places: list[Path], options: Options) -> list[GradingResult]:
    def action(grader: Grader) -> list[GradingResult]:
        return [grader.grade(read_submission(place, assignment.spec)) for place in places]

    return with_grader(assignment, options, action)
