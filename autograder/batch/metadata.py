"""Gradescope's `submission_metadata.yml`: who handed in which folder, read tolerantly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from autograder.batch.entries import Student

FILE = "submission_metadata.yml"
LARGEST = 64 << 20  # of what is left without old results
DEEPEST = 50

# Years of earlier results lie under these keys: most of the file, and of no use here.
LONG = (":results:", ":history:", ":autograder_results:", "results:", "history:")

TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?\s*(Z|UTC|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True)
class Facts:
    """What the metadata say of one submission."""

    students: tuple[Student, ...] = ()
    submitted: datetime | None = None
    attempts: int | None = None


def read_metadata(path: Path) -> tuple[dict[str, Facts], list[str]]:
    """Facts by the submissions' folders, and what could not be read."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines, attempts = _without_results(file)
    except OSError as error:
        return {}, [f"{FILE} cannot be read ({error.strerror}): names and e-mails stay empty"]
    except ValueError as error:
        return {}, [f"{FILE} {error}: names and e-mails stay empty"]
    try:
        text = "".join(lines)
        _check_depth(text)
        # Plain strings whatever Ruby's tags say: no object is made, no id loses its first zeros.
        data = yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (near line {mark.line + 1})" if mark else ""
        return {}, [f"{FILE} is not valid YAML{line}: names and e-mails stay empty"]
    if not isinstance(data, dict):
        return {}, [f"{FILE} lists no submissions: names and e-mails stay empty"]
    found = {
        str(folder): _facts(fields, attempts.get(str(folder)))
        for folder, fields in data.items()
        if isinstance(fields, dict)
    }
    return found, []


def _without_results(file: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    """The file's lines less the long blocks; how many earlier attempts each submission had."""
    kept: list[str] = []
    attempts: dict[str, int] = {}
    size, skipping, folder, history = 0, False, "", False
    for line in file:
        indent = len(line) - len(line.lstrip(" "))
        if line[:1] not in (" ", "-", "\n", "#") and ":" in line:
            folder = line.rpartition(":")[0].strip().strip("\"'")
            skipping = False
        elif indent == 2 and not line.startswith("  -") and line.strip():
            key = line.strip().strip("\"'")
            skipping = key.replace("':", ":").replace('":', ":").startswith(LONG)
            history = skipping and "history" in key
        if skipping:
            if history and line.startswith("  - "):
                attempts[folder] = attempts.get(folder, 0) + 1
            continue
        size += len(line)
        if size > LARGEST:
            raise ValueError(f"is larger than {LARGEST >> 20} MB without its results")
        kept.append(line)
    return kept, attempts


def _check_depth(text: str) -> None:
    """The C loader recurses: thousands of brackets would end the whole process."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ValueError("nested too deeply")


def _facts(fields: dict[Any, Any], attempts: int | None) -> Facts:
    students = _get(fields, "submitters")
    people = students if isinstance(students, list) else []
    return Facts(
        students=tuple(_student(person) for person in people if isinstance(person, dict)),
        submitted=_time(_get(fields, "created_at")),
        attempts=None if attempts is None else attempts + 1,
    )


def _student(person: dict[Any, Any]) -> Student:
    sections = _get(person, "sections")
    return Student(
        name=_text(_get(person, "name")),
        email=_text(_get(person, "email")),
        sid=_text(_get(person, "sid")),
        sections=", ".join(_texts(sections)) if isinstance(sections, list) else _text(sections),
    )


def _get(fields: dict[Any, Any], key: str) -> Any:
    """`':name'`, `name`, `:name:` — a Ruby symbol in any of its spellings."""
    for spelled in (f":{key}", key):
        if spelled in fields:
            return fields[spelled]
    return None


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return "" if text in ("~", "null") else text


def _texts(values: Iterable[Any]) -> Iterator[str]:
    return (text for value in list(values)[:20] if (text := _text(value)))


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
