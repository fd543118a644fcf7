"""`rubric.csv`: points for written work, entered by people, joined into the grades."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.batch.entries import Student
from autograder.course.errors import SubmissionError
from autograder.judge.results import write_atomically

FILE = "rubric.csv"
# Columns that say whose row it is, the surest first; those of Gradescope's own sheets among them.
WHOSE = ("submission", "submission id", "sid", "id", "email", "name")
TITLE = re.compile(r"^## (Question \d+.*)$", re.M)


@dataclass(frozen=True)
class Written:
    """Points by item, by whatever names a student or a submission."""

    items: tuple[str, ...] = ()
    points: dict[str, dict[str, float]] = field(default_factory=dict)

    def of(self, student: Student, line: dict[str, Any] | None) -> dict[str, float]:
        """One student's points; those of a group's submission are each partner's."""
        keys = [student.sid, student.email, student.name]
        keys = [line["name"], line["submission_id"], *keys] if line else keys
        found = (self.points[key.casefold()] for key in keys if key.casefold() in self.points)
        return next(found, {})


def questions_of(rubric: Path) -> list[str]:
    """The written questions of an assignment, as its rubric's headings have them."""
    text = rubric.read_text(encoding="utf-8") if rubric.is_file() else ""
    return [title.strip() for title in TITLE.findall(text)]


def write_sheet(folder: Path, summary: dict[str, Any]) -> None:
    """An empty rubric.csv to be filled in, where there are questions and no sheet yet."""
    if not summary["questions"] or (folder / FILE).exists() or len(summary["submissions"]) < 2:
        return
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["Submission", "Name", *summary["questions"]])
    for line in summary["submissions"]:
        names = ", ".join(student["name"] for student in line["students"])
        names = "'" + names if names[:1] in ("=", "+", "-", "@") else names
        writer.writerow([line["name"], names, *("" for _ in summary["questions"])])
    write_atomically(folder / FILE, file.getvalue())


def read_written(folder: Path) -> Written:
    """The sheet as it was filled in, or as Gradescope exports it; nothing where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Written()
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SubmissionError(f"{path} cannot be read ({error}): save it as CSV, UTF-8") from None
    titles = [title for title in (rows[0] if rows else ()) if title]
    whose = [title for word in WHOSE for title in titles if title.strip().casefold() == word]
    if rows and not whose:
        raise SubmissionError(
            f"{path} does not say whose points they are: give it a column `Submission`, `SID` or"
            f" `Email`; found {', '.join(titles)}"
        )
    items = _items(titles, whose)
    points: dict[str, dict[str, float]] = {}
    for number, row in enumerate(rows, 2):
        given = {item: _points(row[item], path, number) for item in items if _filled(row[item])}
        for title in whose if given else ():
            points.setdefault((row[title] or "").strip().casefold(), given)
    points.pop("", None)
    used = {item for given in points.values() for item in given}
    return Written(tuple(item for item in items if item in used), points)


def _items(titles: list[str], whose: list[str]) -> list[str]:
    gradescope = [title for title in titles if re.search(r"\([\d.]+ pts\)$", title)]
    if gradescope:
        return gradescope
    if "Total Score" in titles:
        return ["Total Score"]
    return [t for t in titles if t not in whose and t.strip().casefold() not in ("comment", "name")]


def _filled(cell: str | None) -> bool:
    return bool((cell or "").strip())


def _points(cell: str | None, path: Path, number: int) -> float:
    try:
        return float((cell or "").strip().replace(",", "."))
    except ValueError:
        raise SubmissionError(
            f"{path}, line {number}: {cell!r} is not a number of points: write one, or leave it"
            " empty; remarks go into a column `Comment`"
        ) from None
