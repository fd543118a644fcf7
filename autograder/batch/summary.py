"""What is known of a graded class: one line for each submission, and `summary.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder import __version__
from autograder.batch.entries import Entry
from autograder.course import Assignment, CourseError
from autograder.course.errors import SubmissionError
from autograder.judge.ideas import misconceptions
from autograder.testing.plain import plain_data

FILE = "summary.json"
FORMAT = 1


@dataclass(frozen=True)
class Line:
    """One submission's outcome, without its texts: these are in its results.json."""

    name: str
    status: str  # graded, or not graded
    score: float
    passed: int
    failed: int
    seconds: float
    problems: dict[str, float]  # points by problem
    students: list[dict[str, str]] = field(default_factory=list)
    submission_id: str = ""
    submitted: str = ""
    attempts: int | None = None
    kinds: dict[str, str] = field(default_factory=dict)  # of failed tests: wrong, timeout, …
    slow: dict[str, float] = field(default_factory=dict)  # tests that took more than a second
    trouble: str = ""
    again: bool = False  # taken from an earlier run


def line_of(entry: Entry, result: dict[str, Any], trouble: str = "", again: bool = False) -> Line:
    """The facts that tables are made of."""
    problems: dict[str, float] = {}
    for test in result["tests"]:
        problems[test["problem"]] = problems.get(test["problem"], 0) + test["score"]
    passed = sum(test["status"] == "passed" for test in result["tests"])
    failed = [test for test in result["tests"] if test["status"] != "passed"]
    return Line(
        name=entry.name,
        status="not graded" if trouble else "graded",
        score=round(sum(problems.values()), 4),
        passed=passed,
        failed=len(failed),
        seconds=round(result["seconds"], 3),
        problems={problem: round(points, 4) for problem, points in problems.items()},
        students=[asdict(student) for student in entry.students],
        submission_id=entry.submission_id,
        submitted=entry.submitted.isoformat() if entry.submitted else "",
        attempts=entry.attempts,
        kinds={test["test"]: test["kind"] for test in failed},
        slow={t["test"]: round(t["seconds"], 2) for t in result["tests"] if t["seconds"] > 1},
        trouble=trouble,
        again=again,
    )


def summary_text(
    assignment: Assignment,
    lines: Iterable[Line],
    tests: Iterable[dict[str, Any]],
    notes: Iterable[str],
    conditions: dict[str, Any],
    source: Path,
) -> str:
    """`summary.json`: everything the report needs besides the results themselves."""
    spec = assignment.spec
    ideas = misconceptions(assignment)
    data = {
        "format": FORMAT,
        "kit": __version__,
        "assignment": {
            "slug": spec.slug,
            "number": spec.number,
            "title": spec.title,
            "course": spec.course,
            "points": spec.points,
            "extra_points": spec.extra_points,
            "due": spec.due,
            "files": list(spec.files),
        },
        "conditions": conditions,
        "notes": list(notes),
        "tests": list(tests),
        "misconceptions": {idea.name: {"title": idea.title, "body": idea.body} for idea in ideas},
        "submissions": [asdict(line) for line in lines],
    }
    data = {**plain_data(data), "source": str(source)}  # a path must stay one
    return json.dumps(data, indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def listing_of(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The tests of an assignment, as any result lists them."""
    keys = ("test", "name", "problem", "max_score", "public", "extra_credit", "visibility")
    return [{key: test[key] for key in keys} for test in result["tests"]]


def read_summary(folder: Path) -> dict[str, Any]:
    """A graded folder's summary; any other folder is told so."""
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SubmissionError(
            f"{folder} holds no {FILE}: grade first,"
            f" `autograder grade SUBMISSIONS --assignment SLUG --out {folder}`"
        ) from None
    except (OSError, ValueError) as error:
        raise SubmissionError(f"{path} cannot be read ({error}): grade once more") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CourseError(f"{path} was written by another version of the kit: grade once more")
    return data
