"""Who handed in what: Gradescope's metadata, and the file names of Canvas's and Moodle's downloads."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from autograder.batch.entries import Batch, Entry, Student

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


def read_download(children: Sequence[Path], new_folder: Callable[[], Path]) -> Batch | None:
    """The people of a download, if the names of all its files are Canvas's, or Moodle's.

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
                place, student = new_folder(), Student(name=who)
                people[number] = Entry(f"{who}_{number}", place, (student,), number)
            entry = people[number]
            if child.is_dir() and match.groupdict().get("kind", "file") == "file":
                people[number] = replace(entry, place=child)
            elif child.is_file() and not child.is_symlink() and entry.place is not None:
                name = Path(AGAIN.sub("", match["file"])).name
                shutil.copyfile(child, entry.place / name)
        return Batch(tuple(people.values()), origin=origin)
    return None


def read_metadata(path: Path) -> tuple[dict[str, Entry], list[str]]:
    """What Gradescope says of each submission, by its folder; and what could not be read."""
    stay = "names and e-mails stay empty"
    if not path.is_file() or path.is_symlink():
        return {}, [f"the export has no {METADATA}: {stay}"]
    try:
        text = LONG.sub(_shortened, path.read_text(encoding="utf-8", errors="replace"))
        if len(text) > LARGEST:
            return {}, [f"{METADATA} is larger than {LARGEST >> 20} MB without results: {stay}"]
        _check_depth(text)
        # Plain strings whatever Ruby's tags say: no object is made, no id loses its first zeros.
        data = yaml.load(text, Loader=yaml.CBaseLoader)
    except OSError as error:
        return {}, [f"{METADATA} cannot be read ({error.strerror}): {stay}"]
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (near line {mark.line + 1})" if mark else ""
        return {}, [f"{METADATA} is not valid YAML{line}: {stay}"]
    if not isinstance(data, dict):
        return {}, [f"{METADATA} lists no submissions: {stay}"]
    known = {str(name): fields for name, fields in data.items() if isinstance(fields, dict)}
    return {name: _entry(name, fields) for name, fields in known.items()}, []


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


def _entry(name: str, fields: dict[Any, Any]) -> Entry:
    people, attempts = _get(fields, "submitters"), _text(_get(fields, "attempts"))
    return replace(
        entry_of(name),
        students=tuple(_student(person) for person in people if isinstance(person, dict))
        if isinstance(people, list)
        else (),
        submitted=_time(_get(fields, "created_at")),
        attempts=int(attempts) + 1 if attempts.isdecimal() and len(attempts) < 9 else None,
    )


def _student(person: dict[Any, Any]) -> Student:
    sections = _get(person, "sections")
    several = sections[:20] if isinstance(sections, list) else [sections]
    return Student(
        name=_text(_get(person, "name")),
        email=_text(_get(person, "email")),
        sid=_text(_get(person, "sid")),
        sections=", ".join(filter(None, map(_text, several))),
    )


def _get(fields: dict[Any, Any], key: str) -> Any:
    """`':name'`, or `name`: a Ruby symbol in any of its spellings."""
    return fields.get(f":{key}", fields.get(key))


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
