"""How submissions are called on a page; on one without names, what must not stand there."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from autograder.batch.graded import Class

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
