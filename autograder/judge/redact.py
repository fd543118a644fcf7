"""Takes out of an outcome what a submission could spell a hidden input with.

An outcome is told by the student's own process, so every text and every large number in it may be
chosen. What is left for a hidden test is a handful of bits: the kind, the type of an exception,
a line of an ordinary file, an exit code as the system knows it, an operation that really exists.
"""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import replace
from typing import Any

from autograder.course import Spec
from autograder.testing.outcome import Outcome

LAST_LINE = 1000  # a student's file is shorter; a number beyond it says something else
EXIT_CODES = range(256)
LIMIT = re.compile(r"\d{1,4}(\.\d{1,3})? (GB|MB|KB|s)")


def redacted(outcome: Outcome, spec: Spec) -> Outcome:
    """The outcome without anything that can be chosen at will."""
    raised, detail = outcome.raised, ""
    if raised is not None:
        lines = tuple(frame for frame in raised.frames if frame.line <= LAST_LINE)
        raised = replace(raised, frames=lines)
    if outcome.kind == "forbidden":
        detail = _operation(outcome.detail, spec)
    elif outcome.kind not in ("missing", "unsendable") and LIMIT.fullmatch(outcome.detail):
        detail = outcome.detail
    code = outcome.code if outcome.code in EXIT_CODES else None
    return replace(outcome, raised=raised, detail=detail, code=code)


def _operation(detail: str, spec: Spec) -> str:
    """`torch.conv2d at line 41` where the course speaks of such a thing and it exists."""
    name, _, line = detail.partition(" at line ")
    patterns = [pattern for group in spec.forbid.values() for pattern in group]
    named = {pattern.removesuffix(".*") for pattern in patterns}
    roots = {"torch", "numpy"} | {name.partition(".")[0] for name in named}
    if name not in named and not (name.partition(".")[0] in roots and _exists(name)):
        return ""
    known_line = line.isascii() and line.isdigit() and len(line) < 6 and int(line) <= LAST_LINE
    return f"{name} at line {line}" if known_line else name


def _exists(name: str) -> bool:
    """Whether a dotted name leads to something in the libraries loaded here."""
    parts = name.replace("::", ".").split(".")
    if not all(part.isidentifier() and not part.startswith("_") for part in parts):
        return False
    if parts[:3] == ["torch", "ops", "aten"] and "torch" in sys.modules:
        return len(parts) == 4 and hasattr(sys.modules["torch"].ops.aten, parts[3])
    for length in range(len(parts) - 1, 0, -1):
        thing: Any = sys.modules.get(".".join(parts[:length]))
        if thing is None:
            continue
        for part in parts[length:]:
            thing = inspect.getattr_static(thing, part, None)
            if thing is None:
                return False
        return True
    return False
