"""Results as plain data, for pipes and the store, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from autograder.judge.results import GradingResult, TestResult


def result_data(result: GradingResult) -> dict[str, Any]:
    """Everything of a result, also what only staff see."""
    return {**asdict(result), "tests": [asdict(test) for test in result.tests]}


def result_from(data: dict[str, Any]) -> GradingResult:
    return GradingResult(
        **{
            **data,
            "tests": tests_from(data["tests"]),
            "leaderboard": tuple(data["leaderboard"]),
        }
    )


def tests_from(data: Iterable[dict[str, Any]]) -> tuple[TestResult, ...]:
    return tuple(map(_test_from, data))


def _test_from(data: dict[str, Any]) -> TestResult:
    fields: dict[str, Any] = {**data, "misconceptions": tuple(data["misconceptions"])}
    return TestResult(**fields)


@dataclass(frozen=True)
class Task:
    """One submission on its way to a judge: content only, no paths."""

    number: int
    files: dict[str, bytes]
    notes: tuple[str, ...] = ()
    problem: str = ""
    done: tuple[dict[str, Any], ...] = field(default=())  # tests whose results still hold

    def to_data(self) -> dict[str, Any]:
        # latin-1 maps each byte to one character: bytes in JSON without base64's third on top.
        texts = {name: data.decode("latin-1") for name, data in self.files.items()}
        return {**{f.name: getattr(self, f.name) for f in fields(self)}, "files": texts}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Task:
        return cls(
            data["number"],
            {name: text.encode("latin-1") for name, text in data["files"].items()},
            tuple(data["notes"]),
            data["problem"],
            tuple(data["done"]),
        )


@dataclass(frozen=True)
class Graded:
    """What came back for a task: a result, or why there is none."""

    number: int
    result: dict[str, Any] | None
    trouble: str = ""
