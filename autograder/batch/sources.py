"""What students wrote, for a page: their code and answers, and the names to leave out of it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
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
                yield (
                    entry,
                    Source("\n\n".join(map(decode_source, found.files.values())), found.answers),
                )


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


# Words of the kit's own sentences, which somebody may be called.
PLAIN = {"will", "may", "mark", "art", "grant", "page", "long", "price", "the", "test"}

BLACK = "▒▒▒"
FIRST_UNSPACED = "\u2e80"  # here the scripts of East Asia begin


def labels_of(graded: Class, anonymous: bool) -> dict[str, str]:
    """By submission, in the page's order."""
    if not anonymous:
        return {handed.name: handed.line.who or handed.name for handed in graded.handed}
    # Folders are in the order of ids or names: a page in that order would give them away.
    names = [handed.name for handed in graded.handed]
    random.SystemRandom().shuffle(names)
    return {name: f"Submission {n}" for n, name in enumerate(names, 1)}


def redactor(graded: Class) -> Callable[[str], str]:
    """Takes names, e-mails and ids out of texts: students print them, files are called by them."""
    known: set[str] = set()
    unspaced: set[str] = set()  # names in scripts that put no space between words
    for handed in graded.handed:
        whole = {handed.name, handed.line.submission_id}
        for student in handed.line.people:
            words = set(re.findall(r"\w+", _composed(student.name)))
            whole |= {student.email, student.sid} | words
            unspaced |= {word for word in words if len(word) >= 2 and max(word) >= FIRST_UNSPACED}
        known |= {_composed(word).casefold() for word in whole if len(word) >= 3}
    known -= PLAIN
    longest_first = sorted(unspaced, key=len, reverse=True)
    inside = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def word(match: re.Match[str]) -> str:
        return BLACK if match[0].casefold() in known else match[0]

    def phrase(match: re.Match[str]) -> str:
        # An e-mail address as a whole, or else each word of it.
        whole = match[0].casefold().strip(".+-") in known
        return BLACK if whole else re.sub(r"\w+", word, match[0])

    return lambda text: re.sub(r"[\w@.+-]+", phrase, inside.sub(BLACK, _composed(text)))


def _composed(text: str) -> str:
    """ü as one letter, not as u and two dots."""
    return unicodedata.normalize("NFC", text)
