"""`people.csv`: who is in the class, in which section, with which extension; who is missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from autograder.batch.entries import Batch, Entry, Student
from autograder.batch.lateness import extended
from autograder.batch.tables import read_table
from autograder.course.errors import SubmissionError
from autograder.judge.submission import shown

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


def read_people(path: Path) -> tuple[Student, ...]:
    """Everyone in the file; columns may stand in any order."""
    titles, rows = read_table(path)
    known = {title.casefold(): title for title in titles}
    where = {key: known[word] for key, words in COLUMNS.items() for word in words if word in known}
    if not {"sid", "name", "email"} & where.keys():
        raise SubmissionError(
            f"{path} needs a first line with `id`, `name` or `email`, and may have `section` and"
            f" `extension`: found {', '.join(titles)!r}"
        )
    people = [Student(**{key: row[title] for key, title in where.items()}) for row in rows]
    for person in people:
        _check_extension(person, path)
    return tuple(person for person in people if person.sid or person.name or person.email)


def _check_extension(person: Student, path: Path) -> None:
    try:
        extended(datetime.now(timezone.utc), person.extension)
    except ValueError:
        raise SubmissionError(
            f"{path}: the extension {person.extension!r} of {shown(person.name or person.sid)}"
            " is not known: write a date (2030-02-01, 2030-02-01 12:00), days (3) or hours (36 h)"
        ) from None


def joined(batch: Batch, people: tuple[Student, ...]) -> Batch:
    """Submitters with their facts; everybody who has not handed in; names that fit nobody."""
    known = _index(people)
    entries, strangers, seen = [], [], set()
    for entry in batch.entries:
        students = []
        for student in entry.students or (Student(),):
            person = next((known[key] for key in _keys(student, entry) if key in known), None)
            if person is None:
                strangers.append(student.name or entry.name)
                students.append(student)
            else:
                seen.add(person)
                students.append(_filled(person, student))
        entries.append(replace(entry, students=tuple(s for s in students if s != Student())))
    notes = list(batch.notes)
    if strangers:
        names = ", ".join(map(shown, strangers[:5]))
        more = f" and {len(strangers) - 5} more" if len(strangers) > 5 else ""
        notes.append(f"not in {FILE}: {names}{more}")
    missing = () if batch.single else tuple(person for person in people if person not in seen)
    return replace(batch, entries=tuple(entries), notes=tuple(notes), missing=missing)


def _index(people: Iterable[Student]) -> dict[str, Student]:
    """People by everything that names one of them, and no other."""
    found: dict[str, set[Student]] = {}
    for person in people:
        for key in {person.sid.casefold(), person.email.casefold(), *_spellings(person.name)}:
            found.setdefault(key, set()).add(person)
    return {key: them.pop() for key, them in found.items() if key and len(them) == 1}


def _keys(student: Student, entry: Entry) -> Iterator[str]:
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


def _filled(person: Student, student: Student) -> Student:
    """The class list's facts; what it leaves open as the submission has it."""
    return Student(**{key: value or getattr(student, key) for key, value in vars(person).items()})
