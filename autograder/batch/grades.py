"""`grades.csv`, and `rubric.csv`: points for written work, entered by people, joined into it.

First come the columns of Gradescope's own grade export, then one for each problem; where course.yml
has a rule for being late, what it takes off; then the written work. A class that came from Canvas
or Moodle also gets that one's gradebook.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.entries import Person
from autograder.batch.people import (
    Cell,
    Lateness,
    delimiter_of,
    lateness,
    read_table,
    rows_text,
    write_table,
)
from autograder.batch.summary import Summary, SummaryLine, read_summary
from autograder.course.errors import SubmissionError
from autograder.judge.results import write_atomically
from autograder.testing.examples import PROBLEM

FILE = "grades.csv"
RUBRIC = "rubric.csv"
OURS = ["Submission", "Name"]  # the first columns of the sheet that `grade` makes
# Columns that say whose row it is, the surest first; those of Gradescope's own sheets among them.
WHOSE = ("submission", "submission id", "sid", "id", "email", "name")

Row = dict[str, Cell]  # by the columns' titles


@dataclass(frozen=True)
class Written:
    """Points by item, by whatever names a student or a submission."""

    items: tuple[str, ...] = ()
    points: dict[str, dict[str, float]] = field(default_factory=dict)

    def of(self, student: Person, line: SummaryLine, namesakes: int) -> dict[str, float]:
        """One student's points; those of a group's submission are each partner's."""
        names = [line.name, line.submission_id, student.sid, student.email]
        names += [student.name] if namesakes < 2 else []
        keys = (name.casefold() for name in names)
        return next((self.points[key] for key in keys if key in self.points), {})


@dataclass(frozen=True)
class Grade:
    """One student's row."""

    student: Person
    line: SummaryLine  # an empty one where nothing was handed in
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


def write_grades(folder: Path) -> None:
    """Every table of a graded folder, from its summary.json and what people wrote beside it."""
    summary = read_summary(folder)
    _update_sheet(folder / RUBRIC, summary)
    written = read_written(folder)
    grades = list(grades_of(summary, written))
    _write(folder / FILE, [_gradescope(grade, summary, written.items) for grade in grades])
    title, points = summary.assignment.title, summary.assignment.points
    if summary.origin == "canvas":
        rows = [_canvas(grade, title) for grade in grades]
        above: Row = {**dict.fromkeys(rows[0], ""), "Student": "    Points Possible", title: points}
        _write(folder / "canvas.csv", [above, *rows])
    elif summary.origin == "moodle":
        _write(folder / "moodle.csv", [_moodle(grade, title) for grade in grades])


def _write(path: Path, rows: Sequence[Row]) -> None:
    write_table(path, [*rows[0]], (row.values() for row in rows))


def grades_of(summary: Summary, written: Written) -> Iterator[Grade]:
    """One for each student; partners in a group share a submission."""
    spec = summary.assignment
    everyone = {*summary.missing, *(each for line in summary.lines for each in line.students)}
    called = Counter(person.name for person in everyone)
    for line in summary.lines:
        for student in line.students or (Person(),):
            late = lateness(spec, line.submitted, student.extension)
            score = line.score if line.graded else None
            if score is not None and late is not None and spec.late and spec.late.take_off:
                score = round(score - late.points(score), 4)
            status = "Graded" if line.graded else "Ungraded"
            mine = written.of(student, line, called[student.name])
            yield Grade(student, line, status, late, score, mine)
    nothing = SummaryLine("")
    for student in summary.missing:
        mine = written.of(student, nothing, called[student.name])
        yield Grade(student, nothing, "Missing", None, None, mine)


def _gradescope(grade: Grade, summary: Summary, items: Sequence[str]) -> Row:
    spec, student, line, late = summary.assignment, grade.student, grade.line, grade.late
    first, _, last = student.name.rpartition(" ")
    row: Row = {
        "First Name": first or last,
        "Last Name": last if first else "",
        "SID": student.sid,
        "Email": student.email,
        "Sections": student.sections,
        "Total Score": grade.score,
        "Max Points": spec.points,
        "Status": grade.status,
        "Submission ID": line.submission_id or line.name,
        "Submission Time": line.submitted,
        "Lateness (H:M:S)": late.clock if late else None,
        "View Count": None,
        "Submission Count": line.attempts,
    }
    problems = {}
    for problem, mine in summary.problems.items():
        worth = sum(0 if test["extra_credit"] else test["max_score"] for test in mine)
        problems[problem] = f"{mine[0]['name'].partition(' ')[0]}: {problem} ({worth:.1f} pts)"
    if any(PROBLEM in each.problems for each in summary.lines):  # some have handed it in
        problems[PROBLEM] = f"extra: {PROBLEM} (0.0 pts)"
    for problem, title in problems.items():
        row[title] = None if grade.score is None else line.problems.get(problem, 0)
    if spec.late:
        how = "taken off" if spec.late.take_off else "not taken off"
        row["Days Late"] = late.days if late else None
        row[f"Late Points ({how})"] = late.points(line.score) if late else None
    for item in items:
        row[f"Written: {item}"] = grade.written.get(item)
    if items:
        row["Total With Written Work"] = grade.total
    return row


def _canvas(grade: Grade, title: str) -> Row:
    """What Canvas's gradebook imports: it knows people by the ids of its own download."""
    return {
        "Student": grade.student.name,
        "ID": grade.line.submission_id,
        "SIS User ID": grade.student.sid,
        "SIS Login ID": grade.student.email,
        "Section": grade.student.sections,
        title: grade.total,
    }


def _moodle(grade: Grade, title: str) -> Row:
    """What Moodle imports under *Grades → Import → CSV file*."""
    return {
        "Identifier": f"Participant {grade.line.submission_id}" if grade.line.name else None,
        "Full name": grade.student.name,
        "ID number": grade.student.sid,
        "Email address": grade.student.email,
        title: grade.total,
    }


def _update_sheet(path: Path, summary: Summary) -> None:
    """A sheet to be filled in, where there are questions; whoever hands in later gets a row."""
    if not path.exists():
        if summary.questions and len(summary.lines) > 1:
            titles = [*OURS, *summary.questions]
            write_table(path, titles, [_row(line, titles) for line in summary.lines])
        return
    titles, rows = read_table(path)
    if titles[:2] != OURS or not {*summary.questions} <= {*titles}:
        return  # somebody's own sheet
    there = {row["Submission"].casefold() for row in rows}
    new = [line for line in summary.lines if line.name.casefold() not in there]
    if new:
        # Behind what people wrote, of which not a letter changes.
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
        more = rows_text((_row(line, titles) for line in new), delimiter_of(text))
        write_atomically(path, text + more)


def _row(line: SummaryLine, titles: list[str]) -> list[str]:
    names = ", ".join(student.name for student in line.students)
    return [line.name, names, *[""] * (len(titles) - 2)]


def read_written(folder: Path) -> Written:
    """The sheet as it was filled in, or as Gradescope exports it; nothing where there is none."""
    path = folder / RUBRIC
    if not path.is_file():
        return Written()
    titles, rows = read_table(path)
    whose = [title for word in WHOSE for title in titles if title.casefold() == word]
    if rows and not whose:
        raise SubmissionError(
            f"{path} does not say whose points they are: give it a column `Submission`, `SID` or"
            f" `Email`; found {', '.join(titles)}"
        )
    items = _items(titles, whose)
    points: dict[str, dict[str, float]] = {}
    held = Counter((title, row[title].casefold()) for row in rows for title in whose)
    for number, row in enumerate(rows, 2):
        given = {item: _points(row[item], path, number) for item in items if row[item]}
        for title in whose if given else ():
            key = row[title].casefold()
            # Two may have one name, and one of them no points yet.
            if title.casefold() != "name" or held[title, key] == 1:
                points.setdefault(key, given)
    points.pop("", None)
    used = {item for given in points.values() for item in given}
    return Written(tuple(item for item in items if item in used), points)


def _items(titles: list[str], whose: list[str]) -> list[str]:
    gradescope = [title for title in titles if re.search(r"\([\d.]+ pts\)$", title)]
    if gradescope:
        return gradescope
    if "Total Score" in titles:
        return ["Total Score"]
    return [t for t in titles if t and t not in whose and t.casefold() not in ("comment", "name")]


def _points(cell: str, path: Path, number: int) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        raise SubmissionError(
            f"{path}, line {number}: {cell!r} is not a number of points: write one, or leave it"
            " empty; remarks go into a column `Comment`"
        ) from None
