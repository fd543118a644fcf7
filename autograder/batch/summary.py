"""`summary.json`: what is known of a graded class, a line for each submission; written and read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from autograder import __version__
from autograder.batch.entries import Batch, Entry, Person
from autograder.course import Assignment, CourseError, Spec
from autograder.course.errors import GradingError, SubmissionError
from autograder.judge.ideas import misconceptions
from autograder.judge.results import GradingResult, TestResult
from autograder.testing.examples import PROBLEM
from autograder.testing.plain import plain_data

FILE = "summary.json"
FORMAT = 3
QUESTION = re.compile(r"^## (Question \d+.*)$", re.M)  # a heading of rubric.md
# What any result tells of the tests of its assignment.
OF_A_TEST = ("test", "name", "problem", "max_score", "public", "extra_credit", "visibility")
OF_AN_IDEA = ("title", "body", "functions", "chosen")  # its code is nobody's to read there


Cases = dict[str, dict[str, dict[str, str]]]  # of each idea, by test: call, got, expected


@dataclass(frozen=True)
class SummaryLine:
    """One submission's outcome, without its texts: these are in its results.json."""

    name: str
    score: float = 0.0
    passed: int = 0
    failed: int = 0
    seconds: float = 0.0
    problems: dict[str, float] = field(default_factory=dict)  # points by problem
    students: tuple[Person, ...] = ()
    submission_id: str = ""
    submitted: str = ""
    attempts: int | None = None
    kinds: dict[str, str] = field(default_factory=dict)  # of failed tests: wrong, timeout, …
    answers: dict[str, str] = field(default_factory=dict)  # a hash of what such a test got back
    trouble: str = ""  # why it is not graded

    @property
    def graded(self) -> bool:
        return not self.trouble

    @property
    def who(self) -> str:
        """Who handed it in, in words."""
        return ", ".join(filter(None, (s.name or s.email or s.sid for s in self.students)))

    @property
    def sections(self) -> str:
        return ", ".join(dict.fromkeys(filter(None, (s.sections for s in self.students))))


@dataclass(frozen=True)
class Summary:
    """A graded folder's summary.json."""

    assignment: Spec
    source: str  # where the submissions came from
    origin: str
    lines: tuple[SummaryLine, ...]
    missing: tuple[Person, ...]
    notes: list[str]
    tests: list[dict[str, Any]]
    questions: list[str]  # of the written work
    misconceptions: dict[str, dict[str, Any]]
    cases: Cases

    @cached_property
    def problems(self) -> dict[str, list[dict[str, Any]]]:
        """The tests of each problem."""
        found: dict[str, list[dict[str, Any]]] = {}
        for test in self.tests:
            found.setdefault(test["problem"], []).append(test)
        return found

    @property
    def place(self) -> Path:
        """Where the submissions are, as long as they are there."""
        place = Path(self.source)
        if not place.exists():
            raise SubmissionError(
                f"the submissions were graded from {place}, which is no longer there:"
                " grade them from where they are now"
            )
        return place


def line_of(entry: Entry, result: GradingResult | None, trouble: str = "") -> SummaryLine:
    """The facts that tables are made of; without a result there is no score."""
    facts: dict[str, Any] = {
        "name": entry.name,
        "students": entry.students,
        "submission_id": entry.submission_id,
        "submitted": entry.submitted.isoformat() if entry.submitted else "",
        "attempts": entry.attempts,
        "trouble": trouble,
    }
    if result is None:
        return SummaryLine(**facts)
    tests = [test for test in result.tests if test.problem != PROBLEM]
    failed = [test for test in tests if test.status != "passed"]
    problems: dict[str, float] = {}
    for test in result.tests:
        problems[test.problem] = round(problems.get(test.problem, 0) + test.score, 4)
    return SummaryLine(
        **facts,
        score=round(result.score, 4),
        passed=len(tests) - len(failed),
        failed=len(failed),
        seconds=round(result.seconds, 3),
        problems=problems,
        kinds={test.test: test.kind for test in failed},
        answers={test.test: test.answer for test in failed if test.answer},
    )


def add_cases(cases: Cases, tests: Iterable[TestResult]) -> None:
    """Keep for each idea and each test that shows it the clearest failing case of the class."""
    for test in tests:
        for idea in test.misconceptions:
            mine = cases.setdefault(idea, {})
            mine[test.test] = min(mine.get(test.test, test.case), test.case, key=_unclear)


def _unclear(case: dict[str, str]) -> tuple[int, int, str]:
    """Least for a case that says everything in few words."""
    parts = [case.get(name, "") for name in ("call", "got", "expected")]
    return parts.count(""), len("".join(parts)), "".join(parts)


def summary_text(
    assignment: Assignment, batch: Batch, source: Path, lines: Iterable[SummaryLine], **found: Any
) -> str:
    """Everything the report needs besides the results themselves; `found` as Summary has it."""
    rubric = assignment.solution_dir / "rubric.md"
    data = {
        "format": FORMAT,
        "kit": __version__,
        "assignment": asdict(assignment.spec),
        "origin": batch.origin,
        "missing": [asdict(student) for student in batch.missing],
        "questions": QUESTION.findall(rubric.read_text("utf-8")) if rubric.is_file() else [],
        "misconceptions": {
            idea.name: {key: getattr(idea, key) for key in OF_AN_IDEA}
            for idea in misconceptions(assignment)
        },
        **found,
        "submissions": [
            {**asdict(line), "status": "graded" if line.graded else "not graded"} for line in lines
        ],
    }
    data = {**plain_data(data), "source": str(source)}  # a path must stay one
    return json.dumps(data, indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def listing_of(result: GradingResult) -> list[dict[str, Any]]:
    """The tests of an assignment, as any result lists them: not what only some hand in."""
    tests = [test for test in result.tests if test.problem != PROBLEM]
    return [{key: getattr(test, key) for key in OF_A_TEST} for test in tests]


def refuse_other_results(out: Path, slug: str) -> None:
    """A folder with another assignment's results keeps them: two classes in one are none."""
    try:
        there = json.loads((out / FILE).read_text(encoding="utf-8"))["assignment"]["slug"]
    except (OSError, ValueError, LookupError, TypeError):
        return  # none, unreadable or cut off: it is written anew
    if there != slug:
        raise GradingError(
            f"{out} holds results of {there}: name another folder with --out"
            f" (without it, {slug} goes into graded/{slug})"
        )


def read_summary(folder: Path) -> Summary:
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
    return TypeAdapter(Summary).validate_python({**data, "lines": data["submissions"]})
