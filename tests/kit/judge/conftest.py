"""The small course on words and numbers, and a way to grade a piece of text against it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar
from unittest import mock

import pytest

from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.results import GradingResult
from autograder.judge.submission import Submission, read_submission
from autograder.judge.suite import collected
from autograder.sandbox import SpawnerGone
from autograder.sandbox.processes import children

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"

T = TypeVar("T")
Worth = tuple[str, bool, float]
Grade = Callable[..., list[GradingResult]]


@pytest.fixture(scope="session")
def words() -> Assignment:
    return load_course(WORDS).assignment("01_words")


@pytest.fixture(scope="session")
def reference_text(words: Assignment) -> str:
    return words.solutions()[0].read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def grade_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[GradingResult]]:
    """Grade texts (or submission folders), all with one grader, in a process of its own."""

    def run(
        assignment: Assignment, *submissions: str | Path, **options: object
    ) -> list[GradingResult]:
        places = []
        for submission in submissions:
            if isinstance(submission, str):
                place = tmp_path_factory.mktemp("handed_in")
                (place / "words.py").write_text(submission, encoding="utf-8")
                submission = place
            places.append(submission)
        return _in_process(_grade_all, assignment, places, Options(**options))

    return run


@pytest.fixture
def grade(words: Assignment, grade_for: Callable[..., list[GradingResult]]) -> Grade:
    """The same, of the small course as it is."""
    return partial(grade_for, words)


def _in_process(action: Callable[..., T], *arguments: object) -> T:
    """Judges run pytest inside; a child keeps that away from the pytest that runs this."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(action, arguments)


def _grade_all(assignment: Assignment, places: list[Path], options: Options) -> list[GradingResult]:
    def action(grader: Grader) -> list[GradingResult]:
        return [grader.grade(read_submission(place, assignment.spec)) for place in places]

    return with_grader(assignment, options, action)


@pytest.fixture
def workers_for(words: Assignment) -> Callable[..., list[int]]:
    """How many workers the grading of each text takes."""
    return lambda *texts: _in_process(_count_workers, words, texts)


def _count_workers(assignment: Assignment, texts: Sequence[str]) -> list[int]:
    def action(grader: Grader) -> list[int]:
        found = []
        with grader.spawner.keeper() as keeper:
            for text in texts:
                with mock.patch.object(keeper, "worker", wraps=keeper.worker) as opened:
                    grader.grade(Submission({"words.py": text.encode()}), keeper=keeper)
                found.append(opened.call_count)
        return found

    return with_grader(assignment, Options(), action)


@pytest.fixture
def broken(words: Assignment) -> Callable[[Path], str]:
    """What comes of grading a folder while the sandbox's own processes are killed."""
    return lambda place: _in_process(_grade_and_kill, words, place)


def _grade_and_kill(assignment: Assignment, place: Path) -> str:
    def action(grader: Grader) -> str:
        def kill_the_keeper(_: object) -> None:
            os.kill(max(children(grader.spawner._pid)), signal.SIGKILL)  # type: ignore[attr-defined]

        submission = read_submission(place, assignment.spec)
        try:
            grader.grade(submission, watch=kill_the_keeper)
        except SpawnerGone as error:
            return str(error)
        return "graded as if nothing had happened"

    return with_grader(assignment, Options(), action)


@pytest.fixture
def loaded() -> Callable[[Assignment], list[Worth]]:
    """What the judge finds in an assignment's test files: problem, public or not, points."""
    return lambda assignment: _in_process(_worths, assignment)


def _worths(assignment: Assignment) -> list[Worth]:
    with collected(assignment) as suite:
        return [(facts.problem, facts.public, facts.points) for facts in suite.facts]
