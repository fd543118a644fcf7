"""What students handed in, read for the page: their code, function by function, and answers.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

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


def read_sources(graded: Class) -> dict[str, Source]:
    """By submission; empty where the submissions are no longer where they were graded from."""
    facts = graded.summary["assignment"]
    spec = Spec(facts["slug"], facts["number"], facts["title"], tuple(facts["files"]), 1)
    place = Path(graded.summary["source"])
    if not place.exists():
        return {}
    try:
        with opened(place, spec, graded.folder) as batch:
            return {e.name: _source(e.place, spec) for e in batch.entries if e.place is not None}
    except AutograderError:
        return {}  # something else lies there now


def _source(place: Path, spec: Spec) -> Source:
    found = read_submission(place, spec)
    code = "\n\n".join(data.decode("utf-8-sig", "replace") for data in found.files.values())
    return Source(code, found.answers)


def function_in(code: str, name: str) -> str:
    """One function's lines without its docstring, found by its spelling: nothing is parsed."""
    starts = list(re.finditer(rf"^(?:async )?(?:def|class) {re.escape(name)}\b", code, re.M))
    if not starts:
        return ""
    head, *rest = code[starts[-1].start() :].splitlines()
    lines = [head]
    for line in rest:
        if line[:1] not in ("", " ", "\t", ")"):
            break
        lines.append(line)
    text = DOCSTRING.sub(r"\1", "\n".join(lines).rstrip() + "\n", count=1).rstrip()
    short = text.splitlines()[:LONGEST]
    return "\n".join(short) + ("\n…" if len(text.splitlines()) > LONGEST else "")
