"""Bulk downloads of Canvas and Moodle: who handed in which file, as the names of files say it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.entries import Entry, Student

# alderada_LATE_4711_8123_flatten-1.py
CANVAS = re.compile(r"(?P<who>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<file>.+)")
# Ada Alder_4711_assignsubmission_file_flatten.py, or a folder with that beginning
MOODLE = re.compile(r"(?P<who>[^_]+)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)")
AGAIN = re.compile(r"-\d+(?=\.\w+$)")  # Canvas counts what is handed in again


@dataclass
class Person:
    """One person's part of a download."""

    who: str
    number: str
    files: dict[str, Path] = field(default_factory=dict)  # by their names, as handed in
    folder: Path | None = None


@dataclass(frozen=True)
class Download:
    """A download, sorted by people."""

    origin: str
    people: tuple[Person, ...]


def sort_download(children: Iterable[Path]) -> Download | None:
    """The people of a download, if the names of all its files are Canvas's, or Moodle's."""
    children = list(children)
    for origin, pattern in (("moodle", MOODLE), ("canvas", CANVAS)):
        matches = [pattern.fullmatch(child.name) for child in children]
        if not children or not all(matches):
            continue
        people: dict[str, Person] = {}
        for child, match in zip(children, matches):
            assert match is not None
            person = people.setdefault(match["id"], Person(match["who"], match["id"]))
            if not child.is_dir():
                person.files[AGAIN.sub("", match["file"])] = child
            elif match.groupdict().get("kind", "file") == "file":
                person.folder = child
        return Download(origin, tuple(people.values()))
    return None


def entry_of(person: Person, target: Path) -> Entry:
    """One person's submission; files get the names back under which they were handed in."""
    entry = Entry(
        name=f"{person.who}_{person.number}",
        place=person.folder,
        students=(Student(name=person.who),),
        submission_id=person.number,
    )
    if person.folder is not None:
        return entry
    for name, path in person.files.items():
        if path.is_file() and not path.is_symlink():
            shutil.copyfile(path, target / Path(name).name)
    return Entry(**{**vars(entry), "place": target})
