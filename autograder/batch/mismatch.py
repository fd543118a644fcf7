"""A class graded against the wrong assignment is refused: its files define another one's functions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from autograder.batch.entries import Batch
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.course.load import load_course
from autograder.judge.submission import read_upload

DEFINED = re.compile(r"\b(?:def|class)\s+([A-Za-z]\w*)")
LARGEST = 2 << 20


def refuse_other_assignment(batch: Batch, assignment: Assignment) -> None:
    """Only where nobody defines a function of this one, and most define those of another."""
    if batch.single:
        return
    wanted = {each.slug: _asked(each) for each in load_course(assignment.root).assignments}
    places = [entry.place for entry in batch.entries if entry.place is not None]
    fits: Counter[str] = Counter()
    for place in places:
        defined = _defined(place)
        fits.update(slug for slug, names in wanted.items() if defined & names)
    if fits[assignment.slug] or not fits:
        return
    slug, count = fits.most_common(1)[0]
    if 2 * count > len(places):
        raise GradingError(
            f"these are not submissions for {assignment.slug}: none of {len(places)} defines a"
            f" function of it, {count} define those of {slug}; use --assignment {slug}"
        )


def _asked(assignment: Assignment) -> set[str]:
    """The functions and classes of an assignment's starter."""
    paths = [path for path in assignment.starters() if path.is_file()]
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return {
        name for text in texts for name in re.findall(r"^(?:def|class) ([A-Za-z]\w*)", text, re.M)
    }


def _defined(place: Path) -> set[str]:
    """Names after `def` or `class`, by their spelling: student code is not even parsed here."""
    found: set[str] = set()
    for name, path in read_upload(place).files.items():
        if name.lower().endswith((".py", ".ipynb")) and path.stat().st_size <= LARGEST:
            found |= set(DEFINED.findall(path.read_text(encoding="utf-8", errors="replace")))
    return found
