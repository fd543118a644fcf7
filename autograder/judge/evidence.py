"""How much a function's wrong answers say: a flag or two is what many mistakes have in common."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.judge.likeness import same
from autograder.judge.plan import bits_of
from autograder.testing.arrays import as_numpy, is_array, leaves_in
from autograder.testing.check import Case
from autograder.testing.failure import Call
from autograder.testing.outcome import Outcome

ENOUGH = 32  # bits: an answer that holds them is nobody else's
LITTLE = 5  # with less it may be anybody's
TEXT = 4  # a text is a choice among a few: a test's own, more often than not
ENTRIES = 256  # of an array that are looked at


def is_enough(cases: Sequence[Case], ideas: int, expected: Callable[[Call], Outcome]) -> bool:
    """Whether a function's answers are a name for the ideas, so many, that give the same.

    With few bits they are only where no other idea is known to answer so.
    """
    bits = round(evidence(cases, expected), 3)
    return bits >= ENOUGH or (bits >= LITTLE and ideas == 1)


def evidence(cases: Sequence[Case], expected: Callable[[Call], Outcome]) -> float:
    """Bits: those of what is wrong, and those that say which of all the answers are wrong.

    A wrong bool has none of its own, as there is only one way to be wrong.
    """
    bits, wrong, all_of_them = 0.0, 0, 0
    for case in cases:
        due = expected(case.call)
        if case.outcome.kind != "returned" or due.kind != "returned":
            odd = not same(case.outcome, due, case)
            bits += _bits(case.outcome.value) if odd else 0.0
            wrong, all_of_them = wrong + odd, all_of_them + 1
            continue
        mine, right = [*_parts(case.outcome.value)], [*_parts(due.value)]
        if len(mine) != len(right):
            bits += sum(map(_bits, mine))
            wrong, all_of_them = wrong + 1, all_of_them + 1
            continue
        odd_parts = [_bits(one, other) for one, other in zip(mine, right) if not _close(one, other)]
        if not odd_parts and not same(case.outcome, due, case):
            odd_parts = [*map(bits_of, mine)]  # right but for its type, or what it does besides
        bits += sum(odd_parts)
        wrong, all_of_them = wrong + len(odd_parts), all_of_them + len(mine)
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
