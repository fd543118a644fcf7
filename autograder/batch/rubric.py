"""`rubric.csv`: points for written work, entered by people, joined into the grades."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.entries import Student
from autograder.batch.summary import Line, Summary
from autograder.batch.tables import delimiter_of, read_table, rows_text, write_table
from autograder.course.errors import SubmissionError
from autograder.judge.results import write_atomically

FILE = "rubric.csv"
OURS = ["Submission", "Name"]  # the first columns of the sheet that `grade` makes
# Columns that say whose row it is, the surest first; those of Gradescope's own sheets among them.
WHOSE = ("submission", "submission id", "sid", "id", "email", "name")


@dataclass(frozen=True)
class Written:
    """Points by item, by whatever names a student or a submission."""

    items: tuple[str, ...] = ()
    points: dict[str, dict[str, float]] = field(default_factory=dict)

    def of(self, student: Student, line: Line) -> dict[str, float]:
        """One student's points; those of a group's submission are each partner's."""
        names = [line.name, line.submission_id, student.sid, student.email, student.name]
        keys = (name.casefold() for name in names)
        return next((self.points[key] for key in keys if key in self.points), {})


def update_sheet(folder: Path, summary: Summary) -> None:
    """A sheet to be filled in, where there are questions; whoever hands in later gets a row."""
    path, questions = folder / FILE, summary.questions
    if not path.exists():
        if questions and len(summary.lines) > 1:
            titles = [*OURS, *questions]
            write_table(path, titles, [_row(line, titles) for line in summary.lines])
        return
    titles, rows = read_table(path)
    if titles[:2] != OURS or not {*questions} <= {*titles}:
        return  # somebody's own sheet
    there = {row["Submission"].casefold() for row in rows}
    new = [line for line in summary.lines if line.name.casefold() not in there]
    if new:
        # Behind what people wrote, of which not a letter changes.
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
        more = rows_text((_row(line, titles) for line in new), delimiter_of(text))
        write_atomically(path, text + more)


def _row(line: Line, titles: list[str]) -> list[str]:
    names = ", ".join(student.name for student in line.people)
    return [line.name, names, *[""] * (len(titles) - 2)]


def read_written(folder: Path) -> Written:
    """The sheet as it was filled in, or as Gradescope exports it; nothing where there is none."""
    path = folder / FILE
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
    for number, row in enumerate(rows, 2):
        given = {item: _points(row[item], path, number) for item in items if row[item]}
        for title in whose if given else ():
            points.setdefault(row[title].casefold(), given)
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
