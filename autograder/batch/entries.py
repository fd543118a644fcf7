"""The submissions of a batch: whose they are, as exports and downloads say, and what they are called."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from autograder.intake.upload import shown
from autograder.testing.plain import plain

TABLES = (".csv", ".json", ".html")  # the output folder needs some names like these for itself
LONGEST_NAME = 120  # leaves room for " (12)" and for 255 bytes of a file system's limit
LONGEST_FACT = 200


@dataclass(frozen=True)
class Person:
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


@dataclass(frozen=True)
class Entry:
    """A submission to grade."""

    name: str  # the folder of its results
    place: Path | None  # a file or a folder; None where nothing readable is there
    students: tuple[Person, ...] = ()
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
    missing: tuple[Person, ...] = ()  # in people.csv, without a submission


def safe_name(name: str) -> str:
    """A name that is one visible folder anywhere: printable, not hidden, not too long."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    text = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in text).strip()
    while len(text.encode("utf-8")) > LONGEST_NAME:
        text = text[:-1]
    if text.startswith("."):
        text = "_" + text.lstrip(".")
    return f"{text or 'submission'}_" if not text or text.lower().endswith(TABLES) else text


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


METADATA = "submission_metadata.yml"
LARGEST = 64 << 20  # characters of what is left without old results
DEEPEST = 50
FOLDER = re.compile(r"submission_(\d+)")
# Years of earlier results lie under these keys: most of the file, and of no use here.
LONG = re.compile(
    r"""^  ["']?:?(results|autograder_results|history)["']?:.*\n(?:(?:  [ -].*)?\n)*""", re.M
)
TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?\s*(Z|UTC|[+-]\d\d:?\d\d)?")

NAMES = {
    # Ada Alder_4711_assignsubmission_file_flatten.py, or a folder with that beginning
    "moodle": re.compile(
        r"(?P<who>[^_]+)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)"
    ),
    # alderada_LATE_4711_8123_flatten-1.py
    "canvas": re.compile(r"(?P<who>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<file>.+)"),
}
AGAIN = re.compile(r"-\d+(?=\.\w+$)")  # Canvas counts what is handed in again


def read_download(
    children: Sequence[Path], new_folder: Callable[[], Path]
) -> tuple[str, list[Entry]] | None:
    """Whose download this is, Canvas's or Moodle's, if the names of all its files say so.

    Files get the names back under which they were handed in, each person's in a new folder.
    """
    for origin, pattern in NAMES.items():
        matches = [pattern.fullmatch(child.name) for child in children]
        if not matches or not all(matches):
            continue
        people: dict[str, Entry] = {}
        for child, match in zip(children, matches):
            assert match is not None
            who, number = match["who"], match["id"]
            if number not in people:
                place, student = new_folder(), Person(name=who)
                people[number] = Entry(f"{who}_{number}", place, (student,), number)
            entry = people[number]
            if child.is_dir() and match.groupdict().get("kind", "file") == "file":
                people[number] = replace(entry, place=child)
            elif child.is_file() and not child.is_symlink() and entry.place is not None:
                name = Path(AGAIN.sub("", match["file"])).name
                shutil.copyfile(child, entry.place / name)
        return origin, [*people.values()]
    return None


def read_metadata(path: Path) -> tuple[dict[str, Entry], list[str]]:
    """What Gradescope says of each submission, by its folder; and what could not be read."""
    stay = "names and e-mails stay empty"
    if not path.is_file() or path.is_symlink():
        return {}, [f"the export has no {METADATA}: {stay}"]
    try:
        text = LONG.sub(_shortened, path.read_text(encoding="utf-8", errors="replace"))
        if len(text) > LARGEST:
            raise ValueError(f"larger than {LARGEST >> 20} MB without results")
        _check_depth(text)
        # Plain strings whatever Ruby's tags say: no object is made, no id loses its first zeros.
        data = yaml.load(text, Loader=yaml.CBaseLoader)
        if not isinstance(data, dict):
            raise ValueError("it lists no submissions")
    except (OSError, yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        why = f"no valid YAML near line {mark.line + 1}" if mark else str(error).partition("\n")[0]
        return {}, [f"{METADATA} cannot be read ({why}): {stay}"]
    known = {str(name): facts for name, facts in data.items() if isinstance(facts, dict)}
    return {name: _entry(name, facts) for name, facts in known.items()}, []


def _shortened(block: re.Match[str]) -> str:
    """Of a long block only how many earlier attempts there were."""
    return f"  :attempts: {block[0].count(chr(10) + '  - ')}\n" if block[1] == "history" else ""


def _check_depth(text: str) -> None:
    """The C loader recurses: thousands of brackets would end the whole process."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ValueError("nested too deeply")


def entry_of(name: str) -> Entry:
    """A submission of an export of which nothing is known but its folder's name."""
    match = FOLDER.fullmatch(name)
    return Entry(name, None, submission_id=match[1] if match else name)


def _entry(name: str, facts: dict[Any, Any]) -> Entry:
    people, attempts = _get(facts, "submitters"), _text(_get(facts, "attempts"))
    return replace(
        entry_of(name),
        students=tuple(_student(person) for person in people if isinstance(person, dict))
        if isinstance(people, list)
        else (),
        submitted=_time(_get(facts, "created_at")),
        attempts=int(attempts) + 1 if attempts.isdecimal() and len(attempts) < 9 else None,
    )


def _student(person: dict[Any, Any]) -> Person:
    sections = _get(person, "sections")
    several = sections[:20] if isinstance(sections, list) else [sections]
    return Person(
        name=_text(_get(person, "name")),
        email=_text(_get(person, "email")),
        sid=_text(_get(person, "sid")),
        sections=", ".join(filter(None, map(_text, several))),
    )


def _get(facts: dict[Any, Any], key: str) -> Any:
    """`':name'`, or `name`: a Ruby symbol in any of its spellings."""
    return facts.get(f":{key}", facts.get(key))


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return "" if text in ("~", "null") else text


def _time(value: Any) -> datetime | None:
    """`2027-02-11 10:00:01.000000000 Z`, or with another zone; without one it is UTC."""
    match = TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    day, hour, fraction, zone = match.groups()
    offset = "+00:00" if zone in (None, "Z", "UTC") else f"{zone[:3]}:{zone[-2:]}"
    try:
        return datetime.fromisoformat(f"{day}T{hour}.{(fraction or '')[:6]:0<6}{offset}")
    except ValueError:
        return None
