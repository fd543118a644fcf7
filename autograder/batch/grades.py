"""`grades.csv`: the columns of Gradescope's own grade export, then what else is known.

After Gradescope's columns comes one for each problem; then, where course.yml has a rule for being
late, what it takes off; then the written work of rubric.csv. A class that came from Canvas or
Moodle also gets that one's gradebook.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch.entries import Student
from autograder.batch.lateness import Lateness, lateness
from autograder.batch.summary import read_summary
from autograder.batch.written import Written, read_written, write_sheet
from autograder.judge.results import write_atomically
from autograder.testing.catching import PROBLEM
from autograder.testing.plain import plain

FILE = "grades.csv"
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


@dataclass(frozen=True)
class Grade:
    """One student's row, before it is text."""

    student: Student
    line: dict[str, Any] | None  # None: nothing was handed in
    late: Lateness | None
    score: float | None  # None: not graded, which is no zero
    written: dict[str, float]

    @property
    def total(self) -> float | None:
        """All points there are."""
        if self.score is None and not self.written:
            return None
        return (self.score or 0) + sum(self.written.values())


def write_grades(folder: Path) -> None:
    """Every table of a graded folder, from its summary.json and what people wrote beside it."""
    summary = read_summary(folder)
    write_sheet(folder, summary)
    written = read_written(folder)
    grades = list(grades_of(summary, written))
    write_atomically(folder / FILE, grades_text(summary, grades, written.items))
    facts = summary["assignment"]
    if summary["origin"] == "canvas":
        write_atomically(folder / "canvas.csv", canvas_text(facts, grades))
    elif summary["origin"] == "moodle":
        write_atomically(folder / "moodle.csv", moodle_text(facts, grades))


def grades_of(summary: dict[str, Any], written: Written) -> Iterator[Grade]:
    """One for each student; partners in a group share a submission."""
    facts = summary["assignment"]
    takes_off = bool(facts["late"] and facts["late"]["take_off"])
    for line in summary["submissions"]:
        for fields in line["students"] or [{}]:
            student = Student(**fields)
            late = lateness(facts, line["submitted"], student.extension)
            score = line["score"] if line["status"] == "graded" else None
            if score is not None and late is not None and takes_off:
                score = round(score - late.points(score), 4)
            yield Grade(student, line, late, score, written.of(student, line))
    for fields in summary["missing"]:
        student = Student(**fields)
        yield Grade(student, None, None, None, written.of(student, None))


def grades_text(summary: dict[str, Any], grades: Iterable[Grade], items: tuple[str, ...]) -> str:
    """The whole table."""
    rule = summary["assignment"]["late"]
    worth: dict[str, float] = {}
    numbers: dict[str, str] = {}
    for test in summary["tests"]:
        points = 0 if test["extra_credit"] else test["max_score"]
        worth[test["problem"]] = worth.get(test["problem"], 0) + points
        numbers.setdefault(test["problem"], test["name"].partition(" ")[0])
    if any(PROBLEM in line["problems"] for line in summary["submissions"]):
        worth[PROBLEM], numbers[PROBLEM] = 0, "extra"  # handed in by some
    titles = [f"{numbers[p]}: {p} ({points:.1f} pts)" for p, points in worth.items()]
    if rule:
        how = "taken off" if rule["take_off"] else "not taken off"
        titles += ["Days Late", f"Late Points ({how})"]
    if items:
        titles += [*(f"Written: {item}" for item in items), "Total With Written Work"]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*COLUMNS, *titles])
    for grade in grades:
        row = [*_gradescope(grade, summary["assignment"]["points"]), *_problems(grade, worth)]
        row += _late(grade) if rule else []
        if items:
            row += [_number(grade.written.get(item)) for item in items] + [_number(grade.total)]
        writer.writerow(map(_cell, row))
    return file.getvalue()


def _gradescope(grade: Grade, points: float) -> list[str]:
    student, line = grade.student, grade.line
    graded = grade.score is not None
    return [
        student.first,
        student.last,
        student.sid,
        student.email,
        student.sections,
        _number(grade.score),
        f"{points:g}",
        "Missing" if line is None else "Graded" if graded else "Ungraded",
        (line["submission_id"] or line["name"]) if line else "",
        line["submitted"] if line else "",
        grade.late.clock if grade.late else "",
        "",
        "" if line is None or line["attempts"] is None else str(line["attempts"]),
    ]


def _problems(grade: Grade, worth: Iterable[str]) -> list[str]:
    if grade.line is None or grade.score is None:
        return ["" for _ in worth]
    return [f"{grade.line['problems'].get(problem, 0):g}" for problem in worth]


def _late(grade: Grade) -> list[str]:
    if grade.line is None or grade.late is None:
        return ["", ""]
    return [str(grade.late.days), f"{grade.late.points(grade.line['score']):g}"]


def canvas_text(facts: dict[str, Any], grades: Iterable[Grade]) -> str:
    """What Canvas's gradebook imports: it knows people by the ids of its own download."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", facts["title"]])
    writer.writerow(["    Points Possible", "", "", "", "", f"{facts['points']:g}"])
    for grade in grades:
        student, line = grade.student, grade.line
        own = line["submission_id"] if line else ""
        row = [student.name, own, student.sid, student.email, student.sections]
        writer.writerow(map(_cell, [*row, _number(grade.total)]))
    return file.getvalue()


def moodle_text(facts: dict[str, Any], grades: Iterable[Grade]) -> str:
    """What Moodle imports under *Grades → Import → CSV file*."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["Identifier", "Full name", "ID number", "Email address", facts["title"]])
    for grade in grades:
        student, line = grade.student, grade.line
        own = f"Participant {line['submission_id']}" if line else ""
        row = [own, student.name, student.sid, student.email, _number(grade.total)]
        writer.writerow(map(_cell, row))
    return file.getvalue()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _cell(text: str) -> str:
    """A student may be called `=1+1`; no spreadsheet shall take that for a formula."""
    text = plain(text)
    risky = text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return "'" + text if risky and not text[1:].replace(".", "", 1).isdigit() else text
