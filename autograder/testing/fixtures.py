"""The pytest fixtures `check`, `student`, `rng` and `record`; only what stands behind them differs."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest

from autograder.testing.check import Check, Run, Student
from autograder.testing.marks import Marks, marks_of, problem_of

# How a test gets at the student's code: given its marks and problem, a Run for its duration.
OpenRun = Callable[[str, Marks], AbstractContextManager[Run]]

OPEN_RUN: pytest.StashKey[OpenRun] = pytest.StashKey()
LAST_RUN: pytest.StashKey[Run] = pytest.StashKey()


class Rng:
    """Small random inputs: the same test gets the same ones, for every student and every regrade.

    `whole` gives whole numbers, which sum without rounding.
    """

    def __init__(self, seed: str) -> None:
        self.seed = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
        self._random = random.Random(self.seed)

    def integer(self, low: int, high: int) -> int:
        """A Python int from low to high, both included."""
        return self._integers(1, low, high)[0]

    def letters(self, length: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
        """A random word."""
        return "".join(self._random.choice(alphabet) for _ in range(length))

    def whole(self, *shape: int, low: int = -4, high: int = 5, dtype: str = "float32") -> Any:
        """A tensor of whole numbers from low to high, both included."""
        import torch

        numbers = self._integers(math.prod(shape), low, high)
        return torch.tensor(numbers, dtype=getattr(torch, dtype)).reshape(shape)

    def normal(self, *shape: int, dtype: str = "float32") -> Any:
        """A tensor of normally distributed numbers."""
        import torch

        numbers = [self._random.gauss(0.0, 1.0) for _ in range(math.prod(shape))]
        return torch.tensor(numbers, dtype=getattr(torch, dtype)).reshape(shape)

    def permutation(self, n: int) -> Any:
        """The numbers 0 to n-1 in some order, as an int64 tensor."""
        import torch

        order = list(range(n))
        self._random.shuffle(order)
        return torch.tensor(order, dtype=torch.int64)

    def array(self, *shape: int, low: int = -4, high: int = 5, dtype: str = "float64") -> Any:
        """A numpy array of whole numbers from low to high, both included."""
        import numpy

        numbers = self._integers(math.prod(shape), low, high)
        return numpy.array(numbers, dtype=dtype).reshape(shape)

    def _integers(self, number: int, low: int, high: int) -> list[int]:
        """As `randint` would draw them one by one, five times as fast."""
        width = high - low + 1
        if width < 1:
            raise ValueError(f"there is no whole number from {low} to {high}")
        bits, draw = width.bit_length(), self._random.getrandbits
        found: list[int] = []
        while len(found) < number:
            value = draw(bits)
            if value < width:
                found.append(low + value)
        return found


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
    with open_run(problem_of(request.node.name), marks_of(request.node.obj)) as run:
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
def record() -> Record:
    """For entries of the leaderboard, which only the grader keeps."""
    return Record()
