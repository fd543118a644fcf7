"""What is known of a graded class: one line for each submission, and `summary.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder import __version__
from autograder.batch.entries import Batch, Entry
from autograder.batch.written import questions_of
from autograder.course import Assignment, CourseError
from autograder.course.errors import GradingError, SubmissionError
from autograder.judge.ideas import misconceptions
from autograder.testing.catching import PROBLEM
from autograder.testing.plain import plain_data

FILE = "summary.json"
FORMAT = 2
LONGEST = 4000  # characters of a counterexample


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
    explained: dict[str, str] = field(default_factory=dict)  # tests that show an idea, for staff
    shows: dict[str, list[str]] = field(default_factory=dict)  # ideas, and the tests showing them


def line_of(entry: Entry, result: dict[str, Any], trouble: str = "", again: bool = False) -> Line:
    """The facts that tables are made of."""
    problems: dict[str, float] = {}
    for test in result["tests"]:
        problems[test["problem"]] = problems.get(test["problem"], 0) + test["score"]
    tests = [test for test in result["tests"] if test["problem"] != PROBLEM]
    passed = sum(test["status"] == "passed" for test in tests)
    failed = [test for test in tests if test["status"] != "passed"]
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
        explained={t["test"]: t["explanation"][:LONGEST] for t in failed if t["misconceptions"]},
        shows=_shows(failed),
    )


def _shows(failed: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for test in failed:
        for idea in dict.fromkeys(test["misconceptions"]):
            found.setdefault(idea, []).append(test["test"])
    return found


def summary_text(
    assignment: Assignment,
    lines: Iterable[Line],
    tests: Iterable[dict[str, Any]],
    notes: Iterable[str],
    conditions: dict[str, Any],
    batch: Batch,
    source: Path,
) -> str:
    """`summary.json`: everything the report needs besides the results themselves."""
    spec = assignment.spec
    lines = list(lines)
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
            "extra_points": spec.all_extra,
            "due": spec.due,
            "late": asdict(spec.late) if spec.late else None,
            "files": list(spec.files),
        },
        "origin": batch.origin,
        "missing": [asdict(student) for student in batch.missing],
        "conditions": conditions,
        "notes": list(notes),
        "tests": list(tests),
        "questions": questions_of(assignment.solution_dir / "rubric.md"),
        "misconceptions": {
            idea.name: {
                "title": idea.title,
                "body": idea.body,
                "functions": idea.functions,
                "chosen": idea.chosen,
            }
            for idea in ideas
        },
        "counterexamples": _counterexamples(lines),
        "submissions": [_without_texts(line) for line in lines],
    }
    data = {**plain_data(data), "source": str(source)}  # a path must stay one
    return json.dumps(data, indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def _counterexamples(lines: Iterable[Line]) -> dict[str, dict[str, str]]:
    """For each idea and each test that shows it the shortest of the class's explanations."""
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        for idea, tests in line.shows.items():
            for test in tests:
                text, kept = line.explained[test], found.setdefault(idea, {}).get(test)
                if kept is None or (len(text), text) < (len(kept), kept):
                    found[idea][test] = text
    return found


def _without_texts(line: Line) -> dict[str, Any]:
    fields = asdict(line)
    del fields["explained"], fields["shows"]
    return fields


def refuse_other_results(out: Path, slug: str) -> None:
    """A folder with another assignment's results keeps them: two classes in one are none."""
    if not (out / FILE).is_file():
        return
    try:
        there = json.loads((out / FILE).read_text(encoding="utf-8"))["assignment"]["slug"]
    except (OSError, ValueError, LookupError, TypeError):
        return  # unreadable or cut off: it is written anew
    if there != slug:
        raise GradingError(
            f"{out} holds results of {there}: name another folder with --out"
            f" (without it, {slug} goes into graded/{slug})"
        )


def listing_of(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The tests of an assignment, as any result lists them: not what only some hand in."""
    keys = ("test", "name", "problem", "max_score", "public", "extra_credit", "visibility")
    tests = (test for test in result["tests"] if test["problem"] != PROBLEM)
    return [{key: test[key] for key in keys} for test in tests]


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
