"""What students handed in, as text: their code, function by function, and answers.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import decode_source
from pathlib import Path

from autograder.batch.entries import Entry
from autograder.batch.exports import opened
from autograder.batch.graded import Class
from autograder.course import Spec
from autograder.course.errors import AutograderError
from autograder.judge.submission import read_submission

DOCSTRING = re.compile(r"(:\n)\s*r?(\"\"\"|''')[\s\S]*?\2[ \t]*\n")
LONGEST = 40  # lines of a snippet


@dataclass(frozen=True)
class Source:
    """One submission's texts."""

    code: str = ""
    answers: str = ""


def sources_in(place: Path, spec: Spec, out: Path) -> Iterator[tuple[Entry, Source]]:
    """All submissions of a path that can be read; zips are unpacked below `out` meanwhile."""
    with opened(place, spec, out) as batch:
        for entry in batch.entries:
            if entry.place is not None:
                found = read_submission(entry.place, spec)
                yield entry, Source("\n\n".join(map(_text, found.files.values())), found.answers)


def _text(data: bytes) -> str:
    try:
        return decode_source(data)
    except (SyntaxError, UnicodeDecodeError):  # it names an encoding that it does not have
        return data.decode("utf-8-sig", "replace")


def read_sources(graded: Class) -> dict[str, Source]:
    """By submission; empty where the submissions are no longer where they were graded from."""
    facts = graded.summary.assignment
    spec = Spec(facts["slug"], facts["number"], facts["title"], tuple(facts["files"]), 1)
    place = Path(graded.summary.source)
    if not place.exists():
        return {}
    try:
        return {entry.name: source for entry, source in sources_in(place, spec, graded.folder)}
    except AutograderError:
        return {}  # something else lies there now


def function_in(code: str, name: str) -> str:
    """One function's lines without its docstring, found by its spelling: nothing is parsed."""
    starts = list(re.finditer(rf"^(?:async )?(?:def|class) {re.escape(name)}\b", code, re.M))
    if not starts:
        return ""
    head, *rest = code[starts[-1].start() :].splitlines()
    end = (n for n, line in enumerate(rest) if line[:1] not in ("", " ", "\t", ")"))
    lines = [head, *rest[: next(end, len(rest))]]
    return DOCSTRING.sub(r"\1", "\n".join(lines).rstrip() + "\n", count=1).rstrip()


def snippet(code: str, name: str) -> str:
    """The function's first lines."""
    lines = function_in(code, name).splitlines()
    return "\n".join([*lines[:LONGEST], *(["…"] if len(lines) > LONGEST else [])])
