"""`grades.csv`: the columns of Gradescope's own grade export, then one for each problem."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from autograder.batch.entries import Student
from autograder.batch.summary import Line
from autograder.course import Spec
from autograder.testing.plain import plain

COLUMNS = (
    "First Name",
    "Last Name",
    "SID",
    "Email",
    "Sections",
    "Total Score",
    "Max Points",
    "Status",
    "Submission ID",
    "Submission Time",
    "Lateness (H:M:S)",
    "View Count",
    "Submission Count",
)


def grades_text(spec: Spec, lines: Iterable[Line], tests: Iterable[dict[str, Any]]) -> str:
    """One row for each student; partners in a group share a submission."""
    worth: dict[str, float] = {}
    numbers: dict[str, str] = {}
    for test in tests:
        points = 0 if test["extra_credit"] else test["max_score"]
        worth[test["problem"]] = worth.get(test["problem"], 0) + points
        numbers.setdefault(test["problem"], test["name"].partition(" ")[0])
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    titles = [f"{numbers[p]}: {p} ({points:.1f} pts)" for p, points in worth.items()]
    writer.writerow([*COLUMNS, *titles])
    for line in lines:
        for row in _rows(spec, line, list(worth)):
            writer.writerow(row)
    return file.getvalue()


def _rows(spec: Spec, line: Line, problems: list[str]) -> Iterator[list[str]]:
    graded = line.status == "graded"
    for student in [Student(**fields) for fields in line.students] or [Student()]:
        yield [
            _cell(student.first),
            _cell(student.last),
            _cell(student.sid),
            _cell(student.email),
            _cell(student.sections),
            f"{line.score:g}" if graded else "",
            f"{spec.points:g}",
            "Graded" if graded else "Ungraded",
            _cell(line.submission_id or line.name),
            line.submitted,
            lateness(spec.due, line.submitted),
            "",
            "" if line.attempts is None else str(line.attempts),
            *(f"{line.problems.get(p, 0):g}" if graded else "" for p in problems),
        ]


def lateness(due: str | None, submitted: str) -> str:
    """Hours, minutes, seconds after the due date; empty where the two cannot be compared."""
    if not due or not submitted:
        return ""
    end, start = datetime.fromisoformat(submitted), datetime.fromisoformat(due)
    if end.tzinfo is None or start.tzinfo is None:
        return ""  # a due date without a time zone says nothing about a moment
    seconds = max(0, int((end - start).total_seconds()))
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _cell(text: str) -> str:
    """A student may be called `=1+1`; no spreadsheet shall take that for a formula."""
    text = plain(text)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
