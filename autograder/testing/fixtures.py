"""The pytest fixtures `check`, `student`, `rng` and `record`; only what stands behind them differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest

from autograder.testing.check import Check, Run, Student
from autograder.testing.marks import Marks, marks_of
from autograder.testing.problems import problem_of
from autograder.testing.rng import Rng

# How a test gets at the student's code: given its marks and problem, a Run for its duration.
OpenRun = Callable[[str, Marks], AbstractContextManager[Run]]

OPEN_RUN: pytest.StashKey[OpenRun] = pytest.StashKey()
LAST_RUN: pytest.StashKey[Run] = pytest.StashKey()
RECORD: pytest.StashKey[Any] = pytest.StashKey()


@dataclass
class Record:
    """What a test hands on besides its verdict: entries of the leaderboard."""

    entries: list[dict[str, Any]] = field(default_factory=list)

    def leaderboard(self, name: str, value: float, order: str = "desc") -> None:
        """One column of the leaderboard; `asc` where less is better."""
        self.entries.append({"name": name, "value": value, "order": order})


def values_for(test: str, run: Run) -> dict[str, Any]:
    """What stands behind each fixture, for a test that is called without pytest."""
    return {"check": Check(run), "student": Student(run), "rng": Rng(test), "record": Record()}


@pytest.fixture
def _run(request: pytest.FixtureRequest) -> Iterator[Run]:
    open_run = request.config.stash[OPEN_RUN]
    marks, problem = marks_of(request.node.obj), problem_of(request.node.name)
    with open_run(problem, marks) as run:
        request.node.stash[LAST_RUN] = run
        yield run


@pytest.fixture
def check(_run: Run) -> Check:
    """Calls the student's function and the reference on the same inputs, and compares."""
    return Check(_run)


@pytest.fixture
def student(_run: Run) -> Student:
    """Just calls the student's functions."""
    return Student(_run)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> Rng:
    """A source of inputs, seeded by the test's name."""
    return Rng(request.node.name)


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    """For entries of the leaderboard."""
    record: Record = request.node.stash.setdefault(RECORD, Record())
    return record
