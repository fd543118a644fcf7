"""The result of grading one submission, and its form in Gradescope's `results.json`."""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from autograder.testing.plain import plain_data

# Gradescope cuts each output beyond 100,000 characters; markup cut in the middle would show.
OUTPUT_LIMIT = 90_000
# A leaderboard holds counts and shares; what is larger was made up, and no number of JSON's own.
LARGEST_VALUE = 1e15


@dataclass(frozen=True)
class TestResult:
    """One line of the student's report, and what only staff see of it."""

    name: str
    score: float
    max_score: float
    status: Literal["passed", "failed"]
    test: str  # the pytest id
    problem: str
    output: str = ""
    html: str = ""  # the same with pictures, where there are any
    visibility: str = "visible"
    extra_credit: bool = False
    public: bool = True
    misconceptions: tuple[str, ...] = ()
    carried_forward: tuple[str, ...] = ()  # wrong functions, right ones standing in for them
    explanation: str = ""  # in full, for staff
    case: dict[str, str] = field(default_factory=dict)  # the same in parts: message, call, …
    answer: str = ""  # for staff, where no idea explains it: a hash of what came back
    kind: str = "passed"  # passed, wrong, raised, timeout, blocked, … for the class report
    seconds: float = 0.0

    __test__ = False

    def __post_init__(self) -> None:
        _make_plain(self)

    def to_gradescope(self) -> dict[str, Any]:
        extra: dict[str, Any] = {"test": self.test, "problem": self.problem}
        if self.misconceptions:
            extra["misconception"] = self.misconceptions[0]
        if len(self.misconceptions) > 1:
            extra["misconceptions"] = list(self.misconceptions)
        if self.carried_forward:
            extra["carried_forward"] = list(self.carried_forward)
        if self.kind != "passed":
            extra["kind"] = self.kind
        return {
            "name": self.name,
            "name_format": "text",
            "score": _number(self.score),
            "max_score": _number(self.max_score),
            "status": self.status,
            "output": _cut(self.html or self.output),
            "output_format": "html" if self.html else "text",
            "visibility": self.visibility,
            "extra_data": extra,
        }


@dataclass(frozen=True)
class GradingResult:
    """Everything that grading one submission gives."""

    tests: tuple[TestResult, ...]
    points: float  # what the assignment is worth, without extra credit
    output: str = ""  # the student reads this above the tests
    staff_output: str = ""  # Gradescope shows standard output to staff only
    seconds: float = 0.0
    leaderboard: tuple[dict[str, Any], ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    complete: bool = True  # False where time ran out

    def __post_init__(self) -> None:
        object.__setattr__(self, "leaderboard", tuple(filter(_can_stand, self.leaderboard)))
        _make_plain(self)

    @property
    def score(self) -> float:
        return sum(test.score for test in self.tests)

    def to_gradescope(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "score": _number(self.score),
            "execution_time": round(self.seconds, 2),
            "output": _cut(self.output),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "extra_data": self.extra,
            "tests": [test.to_gradescope() for test in self.tests],
        }
        if self.leaderboard:
            data["leaderboard"] = [
                {"name": e["name"], "value": _number(e["value"]), "order": e["order"]}
                for e in self.leaderboard
            ]
        return data


def result_data(result: GradingResult) -> dict[str, Any]:
    """Everything of a result, also what only staff see, as plain data."""
    return {**asdict(result), "tests": [asdict(test) for test in result.tests]}


def result_from(data: dict[str, Any]) -> GradingResult:
    """The result of such data, whether it came over a wire or was kept as JSON."""
    tests, entries = tests_from(data["tests"]), tuple(data["leaderboard"])
    return GradingResult(**{**data, "tests": tests, "leaderboard": entries})


def tests_from(data: Iterable[dict[str, Any]]) -> tuple[TestResult, ...]:
    several = ("misconceptions", "carried_forward")
    return tuple(
        TestResult(**{**test, **{key: tuple(test.get(key, ())) for key in several}})
        for test in data
    )


def _make_plain(result: Any) -> None:
    """Here student texts enter results: from here on they do nothing, wherever they are shown."""
    for each in fields(result):
        object.__setattr__(result, each.name, plain_data(getattr(result, each.name)))


def _can_stand(entry: dict[str, Any]) -> bool:
    """Whether a leaderboard takes it: its number may come from a student's own process."""
    value = entry["value"]
    return type(value) in (int, float) and abs(value) <= LARGEST_VALUE  # NaN is not


def to_json(result: GradingResult) -> str:
    """`results.json`'s text. NaN would break the upload, so it is an error here."""
    data = result.to_gradescope()
    return json.dumps(data, indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def write_atomically(path: Path, text: str) -> None:
    """All of it or nothing: a reader never sees half a file, a crash leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _number(value: float) -> float | int:
    """Finite, and short: 3 rather than 3.0."""
    if not math.isfinite(value):
        return 0
    rounded = round(float(value), 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _cut(text: str) -> str:
    if len(text) <= OUTPUT_LIMIT:
        return text
    return text[:OUTPUT_LIMIT] + "\n… (cut here: the output is very long)"
