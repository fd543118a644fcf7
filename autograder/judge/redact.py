"""Takes out of an outcome what a submission could spell a hidden input with.

An outcome is told by the student's own process, so every text and every large number in it may be
chosen. What is left for a hidden test is a handful of bits: the kind, the type of an exception,
a line of an ordinary file, an exit code as the system knows it, one of the operations that the test
forbids. Handfuls add up: all but the kind is told once for each problem of a submission.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from autograder.testing.outcome import Outcome
from autograder.testing.tell import KNOWN

LAST_LINE = 1000  # a student's file is shorter; a number beyond it says something else
EXIT_CODES = range(256)
LIMIT = re.compile(r"\d{1,4}(\.\d{1,3})? (GB|MB|KB|s)")


def redacted(outcome: Outcome, forbidden: Sequence[str] = ()) -> Outcome:
    """The outcome without anything that can be chosen at will; `forbidden` are the test's patterns."""
    raised, detail = outcome.raised, ""
    if raised is not None:
        lines = tuple(frame for frame in raised.frames if frame.line <= LAST_LINE)
        bases = tuple(base for base in raised.bases if base in KNOWN)
        raised = replace(raised, frames=lines, bases=bases)
    if outcome.kind == "forbidden":
        detail = _operation(outcome.detail, forbidden)
    elif outcome.kind not in ("missing", "unsendable") and LIMIT.fullmatch(outcome.detail):
        detail = outcome.detail
    code = outcome.code if outcome.code in EXIT_CODES else None
    return replace(outcome, raised=raised, detail=detail, code=code)


def kind_alone(outcome: Outcome) -> Outcome:
    """The outcome with its kind and nothing else."""
    return replace(outcome, raised=None, detail="", code=None)


def _operation(detail: str, forbidden: Sequence[str]) -> str:
    """`torch.softmax at line 41`, where the test forbids such a thing and it exists."""
    name, _, line = detail.partition(" at line ")
    name = next((known for pattern in forbidden if (known := _known(name, pattern))), "")
    known_line = line.isascii() and line.isdigit() and len(line) < 6 and int(line) <= LAST_LINE
    return f"{name} at line {line}" if name and known_line else name


def _known(name: str, pattern: str) -> str:
    """The name, as far as this pattern knows it; nothing where it is another one."""
    if pattern.endswith(".*"):  # what is in a closed module need not be loaded here
        module = pattern.removesuffix(".*")
        return module if f"{name}.".startswith(f"{module}.") else ""
    told = name
    if pattern.startswith("aten::"):
        told, pattern = name.rpartition(".")[2], pattern.removeprefix("aten::")
        if not name.startswith("torch."):
            return ""
    return name if fnmatchcase(told, pattern) and _exists(name) else ""


def _exists(name: str) -> bool:
    """Whether a dotted name leads to something in the libraries loaded here."""
    parts = name.split(".")
    if not all(part.isidentifier() for part in parts):
        return False
    if parts[:2] == ["torch", "ops"] and "torch" in sys.modules:
        return len(parts) == 4 and _is_operation("::".join(parts[2:]))
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


def _is_operation(name: str) -> bool:
    names = sys.modules["torch"]._C._dispatch_get_all_op_names()
    return any(known.partition(".")[0] == name for known in names)
