"""The result of grading one submission, whole or not, and its form in Gradescope's `results.json`."""

from __future__ import annotations

import json
import math
import os
import re
import tempfile
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from autograder.testing.plain import plain_data

# Gradescope cuts each output beyond 100,000 characters; markup cut in the middle would show.
OUTPUT_LIMIT = 90_000
# A leaderboard holds counts and shares; what is larger was made up, and no number of JSON's own.
LARGEST_VALUE = 1e15
NOT_YOU = "the grader had a problem, not you: please ask the course staff to run it again"
ON_TOP = NOT_YOU[:1].upper() + NOT_YOU[1:] + "."
# Simple on purpose: whatever a hostile file holds, both take one look at each character.
HEADING = re.compile(r"^## (.*)$", re.M)
TITLE = re.compile(r"\A# .*$", re.M)


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
    relation: str = ""  # what a wrong answer has to do with the right one, where no idea fits
    carried_forward: tuple[str, ...] = ()  # wrong functions, right ones standing in for them
    explanation: str = ""  # in full, for staff
    case: dict[str, str] = field(default_factory=dict)  # the same in parts: message, call, …
    answer: str = ""  # for staff, where no idea explains it: a hash of what came back
    kind: str = "passed"  # passed, wrong, raised, timeout, blocked, … for the class report

    __test__ = False

    def __post_init__(self) -> None:
        _make_plain(self)

    def to_gradescope(self) -> dict[str, Any]:
        extra = {
            "test": self.test,
            "problem": self.problem,
            "misconception": next(iter(self.misconceptions), ""),
            "misconceptions": list(self.misconceptions) if len(self.misconceptions) > 1 else [],
            "relation": self.relation,
            "carried_forward": list(self.carried_forward),
            "kind": self.kind if self.kind != "passed" else "",
        }
        return {
            "name": self.name,
            "name_format": "text",
            "score": _number(self.score),
            "max_score": _number(self.max_score),
            "status": self.status,
            "output": _cut(self.html or self.output),
            "output_format": "html" if self.html else "text",
            "visibility": self.visibility,
            "extra_data": {name: fact for name, fact in extra.items() if fact},
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

    @property
    def failed(self) -> list[TestResult]:
        return [test for test in self.tests if test.status != "passed"]

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


def result_from(data: dict[str, Any]) -> GradingResult:
    """The result of such data as `asdict` gives, over a wire or kept as JSON."""
    return GradingResult(**{**data, "tests": tuple(TestResult(**t) for t in data["tests"])})


def _make_plain(result: Any) -> None:
    """Here student texts enter results: from here on they do nothing, wherever they are shown."""
    for each in fields(result):
        value = plain_data(getattr(result, each.name))
        # JSON has no tuples.
        object.__setattr__(result, each.name, tuple(value) if type(value) is list else value)


def _can_stand(entry: dict[str, Any]) -> bool:
    """Whether a leaderboard takes it: its number may come from a student's own process."""
    value = entry["value"]
    return type(value) in (int, float) and abs(value) <= LARGEST_VALUE  # NaN is not


def by_question(text: str) -> dict[str, str] | str:
    """What stands below each heading, where anything does; the text where it has no headings."""
    above, *rest = HEADING.split(text)
    above = TITLE.sub("", above).strip()
    if above.startswith("<!--") and above.endswith("-->"):
        above = ""  # the starter's own line about how to answer
    if not rest:
        return above
    bodies: dict[str, list[str]] = {}
    for heading, body in zip(["", *rest[::2]], [above, *rest[1::2]]):
        if body.strip():
            bodies.setdefault(heading.strip(), []).append(body.strip())
    return {heading: "\n\n".join(found) for heading, found in bodies.items()}


def with_answers(result: GradingResult, text: str) -> GradingResult:
    """The result with the written answers beside it, for whoever grades them."""
    if not text:
        return result
    return replace(result, extra={**result.extra, "answers": by_question(text)})


def broken_result(latest: GradingResult | None, points: float) -> GradingResult:
    """What is written after a fault: what was graded until then, under a sentence that says so."""
    if latest is not None:
        return _partial(latest, ON_TOP)
    return _nothing_graded("The grader could not run", points, NOT_YOU, ON_TOP)


def interrupted(latest: GradingResult | None, why: str, points: float) -> GradingResult:
    """What is written when grading must stop at once."""
    if latest is None:
        on_top = (
            f"Grading {why} before the first test had run. See whether importing your file takes"
            " long: mend what it computes outside of its functions, and upload again."
            " If it is quick, ask the course staff to run the grader again."
        )
        return _nothing_graded("No test has run", points, "see the message at the top", on_top)
    on_top = (
        f"Grading {why} before all tests had run; the others count as failed."
        " Look for tests that are slow or run out of time, mend those, and upload again."
        " If there are none, ask the course staff to run the grader again."
    )
    return _partial(latest, on_top)


def _nothing_graded(name: str, points: float, output: str, on_top: str) -> GradingResult:
    """A single line in the place of all tests."""
    test = TestResult(
        name=name,
        score=0,
        max_score=points,
        status="failed",
        test="grader",
        problem="grader",
        output=output,
        kind="blocked",
    )
    return GradingResult((test,), points, on_top, extra={"complete": False}, complete=False)


def _partial(latest: GradingResult, on_top: str) -> GradingResult:
    extra = {**latest.extra, "complete": False}
    return replace(latest, output=f"{on_top}\n{latest.output}", extra=extra, complete=False)


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
