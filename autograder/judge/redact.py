"""Takes out of an outcome what a submission could spell a hidden input with.

An outcome is told by the student's own process, so every text and every large number in it may be
chosen. What is left for a hidden test is a handful of bits: the kind, the type of an exception,
a line of an ordinary file, an exit code as the system knows it. Handfuls add up: all but the kind is
told once for each problem of a submission.
"""

from __future__ import annotations

import re
from dataclasses import replace

from autograder.testing.outcome import Outcome
from autograder.testing.tell import KNOWN

LAST_LINE = 1000  # a student's file is shorter; a number beyond it says something else
EXIT_CODES = range(256)
FORBIDDEN = re.compile(r".* at line ([0-9]{1,5})")
LIMIT = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})? (GB|MB|KB|s)")


def redacted(outcome: Outcome) -> Outcome:
    """The outcome without anything that can be chosen at will."""
    raised, detail = outcome.raised, ""
    if raised is not None:
        lines = tuple(frame for frame in raised.frames if frame.line <= LAST_LINE)
        bases = tuple(base for base in raised.bases if base in KNOWN)
        raised = replace(raised, frames=lines, bases=bases)
    if outcome.kind == "forbidden":
        found = FORBIDDEN.fullmatch(outcome.detail)  # its name may be any text
        detail = f" at line {int(found[1])}" if found and int(found[1]) <= LAST_LINE else ""
    elif outcome.kind == "crashed":
        detail = outcome.detail  # one of a few limits; no worker can say this of itself
    elif outcome.kind not in ("missing", "unsendable") and LIMIT.fullmatch(outcome.detail):
        detail = outcome.detail
    code = outcome.code if outcome.code in EXIT_CODES else None
    return replace(outcome, raised=raised, detail=detail, code=code)


def kind_alone(outcome: Outcome) -> Outcome:
    """The outcome with its kind and nothing else."""
    return replace(outcome, raised=None, detail="", code=None)


def without_words(outcome: Outcome) -> Outcome:
    """The outcome with its numbers, and no text nor name that it came with."""
    return replace(redacted(outcome), raised=None)
