"""Who is in the class, by `people.csv`; who is missing, who is late by how much; and tables at large."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from autograder.batch.entries import Batch, Entry, Person
from autograder.course import Spec
from autograder.course.errors import SubmissionError
from autograder.intake.upload import shown
from autograder.judge.results import write_atomically
from autograder.testing.plain import plain

FILE = "people.csv"
COLUMNS = {
    "sid": ("id", "sid", "student id"),
    "name": ("name", "full name"),
    "email": ("email", "e-mail", "email address"),
    "sections": ("section", "sections", "group"),
    "extension": ("extension",),
}


def with_people(batch: Batch, place: Path) -> Batch:
    """The batch with what a people.csv in or beside its folder says, where there is one."""
    found = [path for path in (place / FILE, place.parent / FILE) if path.is_file()]
    return joined(batch, read_people(found[0])) if found else batch


def read_people(path: Path) -> tuple[Person, ...]:
    """Everyone in the file; columns may stand in any order."""
    titles, rows = read_table(path)
    known = {title.casefold(): title for title in titles}
    where = {key: known[word] for key, words in COLUMNS.items() for word in words if word in known}
    if not {"sid", "name", "email"} & where.keys():
        raise SubmissionError(
            f"{path} needs a first line with `id`, `name` or `email`, and may have `section` and"
            f" `extension`: found {', '.join(titles)!r}"
        )
    people = [Person(**{key: row[title] for key, title in where.items()}) for row in rows]
    for person in people:
        try:
            extended(datetime.now(timezone.utc), person.extension)
        except ValueError:
            raise SubmissionError(
                f"{path}: the extension {person.extension!r} of"
                f" {shown(person.name or person.sid)} is not known: write a date (2030-02-01,"
                " 2030-02-01 12:00), days (3) or hours (36 h)"
            ) from None
    return tuple(person for person in people if person.sid or person.name or person.email)


def joined(batch: Batch, people: tuple[Person, ...]) -> Batch:
    """Submitters with their facts; everybody who has not handed in; names that fit nobody."""
    known = _index(people)
    entries, strangers, seen = [], [], set()
    for entry in batch.entries:
        students = []
        for student in entry.students or (Person(),):
            person = next((known[key] for key in _keys(student, entry) if key in known), None)
            if person is None:
                strangers.append(student.name or entry.name)
                students.append(student)
            else:
                seen.add(person)
                students.append(_filled(person, student))
        entries.append(replace(entry, students=tuple(s for s in students if s != Person())))
    notes = list(batch.notes)
    if strangers:
        names = ", ".join(map(shown, strangers[:5]))
        more = f" and {len(strangers) - 5} more" if len(strangers) > 5 else ""
        notes.append(f"not in {FILE}: {names}{more}")
    missing = () if batch.single else tuple(person for person in people if person not in seen)
    return replace(batch, entries=tuple(entries), notes=tuple(notes), missing=missing)


def _index(people: Iterable[Person]) -> dict[str, Person]:
    """People by everything that names one of them, and no other."""
    found: dict[str, set[Person]] = {}
    for person in people:
        for key in {person.sid.casefold(), person.email.casefold(), *_spellings(person.name)}:
            found.setdefault(key, set()).add(person)
    return {key: them.pop() for key, them in found.items() if key and len(them) == 1}


def _keys(student: Person, entry: Entry) -> Iterator[str]:
    """What may name a submitter, the surest first."""
    yield from filter(None, (student.sid.casefold(), student.email.casefold()))
    yield from _spellings(student.name)[:1]
    if not student.sid and not student.email:
        yield entry.submission_id.casefold()
        yield entry.name.casefold()
        yield from _spellings(entry.name)[:1]
        # A cloned repository is called after the assignment and its owner.
        yield entry.name.casefold().rpartition("-")[2]


def _spellings(name: str) -> list[str]:
    """`Ada Maria Alder` also stands as `alderadamaria` in the names of files."""
    apart = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    turns = [words[n:] + words[:n] for n in range(len(words))]
    return ["".join(turn) for turn in turns]


def _filled(person: Person, student: Person) -> Person:
    """The class list's facts; what it leaves open as the submission has it."""
    return Person(**{key: value or getattr(student, key) for key, value in vars(person).items()})


HOURS = {"h": 1, "hour": 1, "hours": 1, "": 24, "d": 24, "day": 24, "days": 24}


@dataclass(frozen=True)
class Lateness:
    """Seconds after the date that held for a student; days as the rule counts them; its cost."""

    seconds: int = 0
    days: int = 0
    percent: float = 0

    @property
    def clock(self) -> str:
        return f"{self.seconds // 3600:02}:{self.seconds // 60 % 60:02}:{self.seconds % 60:02}"

    @property
    def words(self) -> str:
        """`3 d 2 h`, `5 h 07 min` or `7 min`."""
        hours, minutes = divmod(self.seconds // 60, 60)
        if hours >= 48:
            return f"{hours // 24} d {hours % 24} h"
        return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"

    def points(self, score: float) -> float:
        """What the rule takes off this score."""
        return round(score * self.percent / 100, 4)


def lateness(spec: Spec, submitted: str, extension: str = "") -> Lateness | None:
    """None where it cannot be told: no date, no time, or a date without a time zone."""
    if not spec.due or not submitted:
        return None
    due, end = datetime.fromisoformat(spec.due), datetime.fromisoformat(submitted)
    if due.tzinfo is None or end.tzinfo is None:
        return None
    seconds = max(0, int((end - extended(due, extension)).total_seconds()))
    rule = spec.late
    if not rule or seconds <= 60 * rule.grace_minutes:
        return Lateness(seconds)
    days = math.ceil(seconds / 86400)
    most = rule.days_at_most
    percent = 100.0 if most is not None and days > most else days * rule.percent_a_day
    return Lateness(seconds, days, min(100.0, percent))


def extended(due: datetime, extension: str) -> datetime:
    """`2027-03-01`, `2027-03-01 12:00`, `3` (days) or `36 h` later; else a ValueError."""
    if not extension:
        return due
    match = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)\s*([a-z]*)", extension.strip().lower())
    if match and match[2] in HOURS:
        return due + timedelta(hours=float(match[1]) * HOURS[match[2]])
    if "-" not in extension:  # some Pythons read 20300201 as a date, others do not
        raise ValueError(extension)
    new = datetime.fromisoformat(extension.strip())
    if len(extension.strip()) == 10:  # a day without an hour: its end
        new = new.replace(hour=23, minute=59, second=59)
    return max(due, new if new.tzinfo else new.replace(tzinfo=due.tzinfo))


Cell = str | float | None


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The titles of the first line, and each further line by them."""
    try:
        # A spreadsheet begins the file with a mark, and may write the columns with semicolons.
        text = path.read_text(encoding="utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        titles, *lines = [*reader] or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SubmissionError(f"{path} cannot be read ({error}): save it as CSV, UTF-8") from None
    titles = [title.strip() for title in titles]
    width = len(titles)
    return titles, [
        dict(zip(titles, [*map(str.strip, line), *[""] * width])) for line in lines if any(line)
    ]


def delimiter_of(text: str) -> str:
    """What stands between the columns, by the first line."""
    return max(",;\t", key=text.partition("\n")[0].count)


def write_table(path: Path, titles: Sequence[str], rows: Iterable[Iterable[Cell]]) -> None:
    """All rows below their titles; None is an empty cell."""
    write_atomically(path, rows_text([titles, *rows]))


def rows_text(rows: Iterable[Iterable[Cell]], delimiter: str = ",") -> str:
    """Rows as lines of a table."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return file.getvalue()


def _text(cell: Cell) -> str:
    """A student may be called `=1+1`; no spreadsheet shall take that for a formula."""
    if not isinstance(cell, str):
        return "" if cell is None else f"{cell:g}"
    text = plain(cell)
    risky = text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return "'" + text if risky and not text[1:].replace(".", "", 1).isdigit() else text
