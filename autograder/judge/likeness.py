"""Whether two answers to one call are alike: wholly, or in what they do besides their numbers."""

from __future__ import annotations

import re
from typing import Any

from autograder.testing.check import Case
from autograder.testing.compare import Tolerance, compare
from autograder.testing.outcome import Outcome, Raised

Form = tuple[str | int, ...] | None


def same(student: Outcome, other: Outcome, case: Case) -> bool:
    """Whether two outcomes would look alike to the student."""
    if student.kind != other.kind:
        return False
    if student.kind == "raised":
        assert student.raised is not None
        assert other.raised is not None
        if student.raised.type != other.raised.type:
            return False
        if _by_accident(student.raised) and _words(student.raised) != _words(other.raised):
            return False
        return case.names_its_cause(student) == case.names_its_cause(other)
    if student.kind != "returned":
        return student.detail == other.detail
    if set(student.changed) != set(other.changed) or set(student.shared) != set(other.shared):
        return False
    return _same_value(student, other, case)


def _by_accident(raised: Raised) -> bool:
    """Whether a library or Python itself raised it: its words then say what the accident was."""
    return bool(raised.frames) and not raised.frames[-1].text.startswith(("raise ", "assert "))


def _words(raised: Raised) -> str:
    """An exception's message, sizes aside."""
    return re.sub(r"[\W\d]+", " ", raised.message)


def _same_value(student: Outcome, other: Outcome, case: Case) -> bool:
    # Two floating-point ways to the same wrong answer may differ by more than the test allows.
    loose = Tolerance(1e-6, 1e-6) if case.tolerance.exact else case.tolerance
    # Both ways round: an int passes for a float, but a float does not pass for an int.
    there = compare(student.value, other.value, loose, case.precision)
    back = compare(other.value, student.value, loose, case.precision)
    return there is None and back is None


def form_of(outcome: Outcome, expected: Outcome, case: Case) -> Form:
    """How an answer departs from the reference's besides its numbers; empty where it does not.

    An answer that is wrong in any other way has no form, and so none is like it.
    """
    if same(outcome, expected, case):
        return ()
    if outcome.kind != "returned" or expected.kind != "returned":
        return None
    if not _same_value(outcome, expected, case):
        return ("digits",) if _nearly(outcome.value, expected.value) else None
    return ("inputs", *outcome.changed) if outcome.changed else ("memory", *outcome.shared)


def _nearly(value: Any, other: Any) -> bool:
    """Whether whole numbers, in tuples, lists and dicts too, agree in their first nine digits."""
    if type(value) is not type(other):
        return False
    if type(value) is int:
        return bool(abs(value - other) * 10**9 <= abs(other))  # floats end at 1e308
    if isinstance(value, (tuple, list)):
        return len(value) == len(other) and all(map(_nearly, value, other))
    if isinstance(value, dict):
        return value.keys() == other.keys() and all(_nearly(value[k], other[k]) for k in value)
    return bool(value == other) if isinstance(value, str | float | bool) else False
