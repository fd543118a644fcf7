"""`grades.csv`: the columns of Gradescope's own grade export, then what else is known.

After Gradescope's columns comes one for each problem; then, where course.yml has a rule for being
late, what it takes off; then the written work of rubric.csv. A class that came from Canvas or
Moodle also gets that one's gradebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.entries import Student
from autograder.batch.people import Lateness, lateness
from autograder.batch.rubric import Written, read_written, update_sheet
from autograder.batch.summary import Line, Summary, read_summary
from autograder.batch.tables import Cell, write_table
from autograder.testing.examples import PROBLEM

FILE = "grades.csv"


@dataclass(frozen=True)
class Grade:
    """One student's row."""

    student: Student
    line: Line  # an empty one where nothing was handed in
    status: str
    late: Lateness | None
    score: float | None  # None: not graded, which is no zero
    written: dict[str, float]

    @property
    def total(self) -> float | None:
        """All points there are."""
        if self.score is None and not self.written:
            return None
        return (self.score or 0) + sum(self.written.values())


Columns = Mapping[str, Callable[[Grade], Cell]]


def write_grades(folder: Path) -> None:
    """Every table of a graded folder, from its summary.json and what people wrote beside it."""
    summary = read_summary(folder)
    update_sheet(folder, summary)
    written = read_written(folder)
    grades = list(grades_of(summary, written))
    _write(folder / FILE, _gradescope(summary, written.items), grades)
    title, points = summary.assignment["title"], summary.assignment["points"]
    if summary.origin == "canvas":
        above: list[Cell] = ["    Points Possible", "", "", "", "", points]
        _write(folder / "canvas.csv", _canvas(title), grades, above)
    elif summary.origin == "moodle":
        _write(folder / "moodle.csv", _moodle(title), grades)


def _write(path: Path, columns: Columns, grades: Sequence[Grade], *above: list[Cell]) -> None:
    rows = ([cell(grade) for cell in columns.values()] for grade in grades)
    write_table(path, [*columns], [*above, *rows])


def grades_of(summary: Summary, written: Written) -> Iterator[Grade]:
    """One for each student; partners in a group share a submission."""
    facts = summary.assignment
    takes_off = bool(facts["late"] and facts["late"]["take_off"])
    for line in summary.lines:
        for student in line.people or (Student(),):
            late = lateness(facts, line.submitted, student.extension)
            score = line.score if line.graded else None
            if score is not None and late is not None and takes_off:
                score = round(score - late.points(score), 4)
            status = "Graded" if line.graded else "Ungraded"
            yield Grade(student, line, status, late, score, written.of(student, line))
    nothing = Line("", "not graded")
    for student in summary.missing:
        yield Grade(student, nothing, "Missing", None, None, written.of(student, nothing))


def _gradescope(summary: Summary, items: Sequence[str]) -> Columns:
    facts = summary.assignment
    columns: dict[str, Callable[[Grade], Cell]] = {
        "First Name": lambda grade: grade.student.first,
        "Last Name": lambda grade: grade.student.last,
        "SID": lambda grade: grade.student.sid,
        "Email": lambda grade: grade.student.email,
        "Sections": lambda grade: grade.student.sections,
        "Total Score": lambda grade: grade.score,
        "Max Points": lambda grade: facts["points"],
        "Status": lambda grade: grade.status,
        "Submission ID": lambda grade: grade.line.submission_id or grade.line.name,
        "Submission Time": lambda grade: grade.line.submitted,
        "Lateness (H:M:S)": lambda grade: grade.late.clock if grade.late else None,
        "View Count": lambda grade: None,
        "Submission Count": lambda grade: grade.line.attempts,
    }
    for problem in dict.fromkeys(test["problem"] for test in summary.tests):
        mine = [test for test in summary.tests if test["problem"] == problem]
        worth = sum(0 if test["extra_credit"] else test["max_score"] for test in mine)
        number = mine[0]["name"].partition(" ")[0]
        columns[f"{number}: {problem} ({worth:.1f} pts)"] = _of_problem(problem)
    if any(PROBLEM in line.problems for line in summary.lines):  # some have handed it in
        columns[f"extra: {PROBLEM} (0.0 pts)"] = _of_problem(PROBLEM)
    if facts["late"]:
        how = "taken off" if facts["late"]["take_off"] else "not taken off"
        columns["Days Late"] = lambda grade: grade.late.days if grade.late else None
        columns[f"Late Points ({how})"] = lambda grade: (
            grade.late.points(grade.line.score) if grade.late else None
        )
    for item in items:
        columns[f"Written: {item}"] = _of_item(item)
    if items:
        columns["Total With Written Work"] = lambda grade: grade.total
    return columns


def _of_problem(name: str) -> Callable[[Grade], Cell]:
    return lambda grade: None if grade.score is None else grade.line.problems.get(name, 0)


def _of_item(name: str) -> Callable[[Grade], Cell]:
    return lambda grade: grade.written.get(name)


def _canvas(title: str) -> Columns:
    """What Canvas's gradebook imports: it knows people by the ids of its own download."""
    return {
        "Student": lambda grade: grade.student.name,
        "ID": lambda grade: grade.line.submission_id,
        "SIS User ID": lambda grade: grade.student.sid,
        "SIS Login ID": lambda grade: grade.student.email,
        "Section": lambda grade: grade.student.sections,
        title: lambda grade: grade.total,
    }


def _moodle(title: str) -> Columns:
    """What Moodle imports under *Grades → Import → CSV file*."""
    return {
        "Identifier": lambda grade: (
            f"Participant {grade.line.submission_id}" if grade.line.name else None
        ),
        "Full name": lambda grade: grade.student.name,
        "ID number": lambda grade: grade.student.sid,
        "Email address": lambda grade: grade.student.email,
        title: lambda grade: grade.total,
    }
