"""One submission of a batch: whose it is, where it lies, and the name its results get."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from autograder.judge.upload import shown
from autograder.testing.plain import plain

# Names that the output folder needs for itself.
TAKEN = {
    "grades.csv",
    "canvas.csv",
    "moodle.csv",
    "rubric.csv",
    "people.csv",
    "items.csv",
    "summary.json",
    "report.html",
    "report-anonymous.html",
    "similar",
    "similar.html",
    "viva.html",
}
LONGEST_NAME = 120  # leaves room for " (12)" and for 255 bytes of a file system's limit
LONGEST_FACT = 200


@dataclass(frozen=True)
class Student:
    """Who handed something in, as far as an export says."""

    name: str = ""
    email: str = ""
    sid: str = ""
    sections: str = ""
    extension: str = ""  # as people.csv has it: a date, or how long

    def __post_init__(self) -> None:
        for each in fields(self):
            # In some exports students write these themselves: they go to tables and pages.
            text = " ".join(plain(getattr(self, each.name)).split())[:LONGEST_FACT]
            object.__setattr__(self, each.name, text)

    @property
    def first(self) -> str:
        return self.name.rpartition(" ")[0] or self.name

    @property
    def last(self) -> str:
        return self.name.rpartition(" ")[2] if " " in self.name else ""


@dataclass(frozen=True)
class Entry:
    """A submission to grade."""

    name: str  # the folder of its results
    place: Path | None  # a file or a folder; None where nothing readable is there
    students: tuple[Student, ...] = ()
    submission_id: str = ""
    submitted: datetime | None = None
    attempts: int | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""  # why there is nothing to grade


@dataclass(frozen=True)
class Batch:
    """The submissions of one run, and what was odd about the place they came from."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    single: bool = False  # one submission, named directly
    origin: str = ""  # gradescope, canvas or moodle, where one of them can be told
    missing: tuple[Student, ...] = ()  # in people.csv, without a submission


def safe_name(name: str) -> str:
    """A name that is one visible folder anywhere: printable, not hidden, not too long."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    text = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in text).strip()
    while len(text.encode("utf-8")) > LONGEST_NAME:
        text = text[:-1]
    if text.startswith("."):
        text = "_" + text.lstrip(".")
    return text if text and text.lower() not in TAKEN else f"{text or 'submission'}_"


def named_apart(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], list[str]]:
    """Every entry under a name of its own; what had to be renamed is said."""
    notes: list[str] = []
    taken: set[str] = set()
    named: list[Entry] = []
    for entry in entries:
        safe = safe_name(entry.name)
        name, count = safe, 1
        # Two names that differ in case or in how an accent is written are one folder on a Mac.
        while (folded := unicodedata.normalize("NFC", name).casefold()) in taken:
            count += 1
            name = f"{safe} ({count})"
        taken.add(folded)
        if name != entry.name:
            why = "the name is there twice" if count > 1 else "the name cannot be a folder's"
            notes.append(f"{shown(entry.name)}: its results are in {name!r}, as {why}")
        named.append(replace(entry, name=name))
    return tuple(named), notes
