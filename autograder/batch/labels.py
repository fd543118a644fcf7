"""How submissions are called on a page; on one without names, what must not stand there."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from autograder.batch.graded import Class

# Words of the kit's own sentences, which somebody may be called.
PLAIN = {"will", "may", "mark", "art", "grant", "page", "long", "price", "the", "test"}

BLACK = "▒▒▒"
FIRST_UNSPACED = "\u2e80"  # here the scripts of East Asia begin


@dataclass(frozen=True)
class Label:
    """A submission's name on the page, and what stands small beside it."""

    title: str
    detail: str = ""


def labels_of(graded: Class, anonymous: bool) -> dict[str, Label]:
    """By submission, in the page's order."""
    if anonymous:
        # Folders are in the order of ids or names: a page in that order would give them away.
        names = [handed.name for handed in graded.handed]
        random.SystemRandom().shuffle(names)
        return {name: Label(f"Submission {n}") for n, name in enumerate(names, 1)}
    return {
        handed.name: Label(handed.people, handed.name) if handed.people else Label(handed.name)
        for handed in graded.handed
    }


def redactor(graded: Class) -> Callable[[str], str]:
    """Takes names, e-mails and ids out of texts: students print them, files are called by them."""
    known: set[str] = set()
    unspaced: set[str] = set()  # names in scripts that put no space between words
    for handed in graded.handed:
        whole = {handed.name, handed.line["submission_id"]}
        for student in handed.line["students"]:
            whole |= {student["email"], student["sid"]}
            words = re.findall(r"\w+", _composed(student["name"]))
            whole |= set(words)
            unspaced |= {word for word in words if len(word) >= 2 and max(word) >= FIRST_UNSPACED}
        known |= {_composed(word).casefold() for word in whole if len(word) >= 3}
    known -= PLAIN
    inside = re.compile(
        "|".join(map(re.escape, sorted(unspaced, key=len, reverse=True))) or r"(?!)"
    )

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
