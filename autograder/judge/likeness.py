"""Whether two answers to one call are alike, wholly or in form, and how much such an answer says."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.judge.plan import bits_of
from autograder.testing.arrays import as_numpy, is_array, leaves_in
from autograder.testing.check import Case
from autograder.testing.compare import Tolerance, compare
from autograder.testing.outcome import Call, Outcome

ENOUGH = 32  # bits: an answer that holds them is nobody else's
LITTLE = 5  # with less it may be anybody's
TEXT = 4  # a text is a choice among a few: a test's own, more often than not
ENTRIES = 256  # of an array that are looked at

Form = tuple[str | int, ...] | None


def same(student: Outcome, other: Outcome, case: Case) -> bool:
    """Whether two outcomes would look alike to the student."""
    if student.kind != other.kind:
        return False
    if student.raised is not None and other.raised is not None:
        if student.raised.type != other.raised.type:
            return False
        return case.names_its_cause(student) == case.names_its_cause(other)
    if student.kind != "returned":
        return student.detail == other.detail
    if set(student.changed) != set(other.changed) or set(student.shared) != set(other.shared):
        return False
    return _same_value(student, other, case)


def alike(student: Outcome, idea: Outcome, case: Case) -> bool:
    """Whether a student's outcome is an idea's; of an accident, the library has to say the same."""
    raised = student.raised
    # Whose code raises chooses the words; else they are the library's, and tell what went wrong.
    by_accident = raised and raised.frames and not raised.on_purpose
    return same(student, idea, case) and (not by_accident or _words(student) == _words(idea))


def _words(outcome: Outcome) -> str:
    """An exception's message, sizes aside."""
    return re.sub(r"[\W\d]+", " ", outcome.raised.message) if outcome.raised else ""


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


def is_enough(cases: Sequence[Case], ideas: int, expected: Callable[[Call], Outcome]) -> bool:
    """Whether a function's answers are a name for the ideas, so many, that give the same.

    With few bits they are only where no other idea is known to answer so.
    """
    bits = round(evidence(cases, expected), 3)
    return bits >= ENOUGH or (bits >= LITTLE and ideas == 1)


def are_two(
    first: Sequence[Case], second: Sequence[Case], expected: Callable[[Call], Outcome]
) -> bool:
    """Whether each of two mistakes shows by itself, and they are nobody else's together."""
    bits = [evidence(cases, expected) for cases in (first, second)]
    return min(bits) >= LITTLE and sum(bits) >= ENOUGH


def evidence(cases: Sequence[Case], expected: Callable[[Call], Outcome]) -> float:
    """Bits: those of what is wrong, and those that say which of all the answers are wrong.

    A wrong bool has none of its own, as there is only one way to be wrong.
    """
    bits, wrong, all_of_them = 0.0, 0, 0
    for case in cases:
        due = expected(case.call)
        odd = not same(case.outcome, due, case)
        mine, right = [*_parts(case.outcome.value)], [*_parts(due.value)]
        returned = case.outcome.kind == due.kind == "returned"
        if returned and len(mine) == len(right):
            odd_parts = [_bits(a, b) for a, b in zip(mine, right) if not _close(a, b)]
            if odd and not odd_parts:
                odd_parts = [*map(bits_of, mine)]  # right but for its type, or what it does besides
            bits, wrong = bits + sum(odd_parts), wrong + len(odd_parts)
            all_of_them += len(mine)
        else:
            odd = odd or returned
            bits += sum(map(_bits, mine if returned else [case.outcome.value])) if odd else 0.0
            wrong, all_of_them = wrong + odd, all_of_them + 1
    return bits + _choices(all_of_them, wrong)


def _choices(many: int, few: int) -> float:
    """Bits that say which few of many."""
    ways = math.lgamma(many + 1) - math.lgamma(few + 1) - math.lgamma(many - few + 1)
    return ways / math.log(2)


def _parts(value: Any) -> Iterator[Any]:
    """The numbers, texts and flags in a value."""
    for leaf in leaves_in(value):
        yield from as_numpy(leaf).reshape(-1)[:ENTRIES].tolist() if is_array(leaf) else [leaf]


def _bits(value: Any, due: Any = 0) -> float:
    """Of a number: how far it is from the right one. Most mistakes with small numbers are near it."""
    if isinstance(value, str):
        return TEXT
    if value is None or isinstance(value, bool):
        return 0.0
    try:
        return bits_of(value - due)
    except (TypeError, OverflowError):
        return bits_of(value)


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9) or (
            one != one and other != other
        )
    return bool(one == other)
