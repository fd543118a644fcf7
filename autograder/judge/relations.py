"""What a wrong answer has to do with the right one, where no idea explains it.

A relation is said only where it holds in every failing case of a function, of which there are two
or more that tell something. Its sentence has no value in it: that may be a hidden test's.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.judge.answers import Answers
from autograder.judge.likeness import ENOUGH, evidence, same
from autograder.testing.arrays import as_numpy, is_array
from autograder.testing.check import Case
from autograder.testing.compare import compare
from autograder.testing.failure import Call

LARGEST = 20_000  # numbers in an array that is looked at
EXACT = 2**53  # whole numbers beyond it are no floats
SIDES = {(-2,): "up-down", (-1,): "left-right", (-2, -1): "up-down and left-right"}
LINES = {(-2,): "row", (-1,): "column", (-2, -1): "row and column"}
ENDS = {"beginning": slice(1, None), "end": slice(None, -1)}
WAYS = {"down": (-2, 1), "up": (-2, -1), "to the right": (-1, 1), "to the left": (-1, -1)}


@dataclass(frozen=True)
class Relation:
    """A short word for results, and a sentence for the student."""

    word: str
    sentence: str
    constant: float = 1.0  # never told; the same in all cases


@dataclass(frozen=True)
class Pair:
    """A wrong array (or number) in an answer, and the right one."""

    got: Any
    due: Any
    counts: Mapping[str, float]  # what can be counted on the inputs, in words


TYPE = Relation(
    "other type", "Your numbers are right: only what they come in is of the wrong type."
)
ORDER = Relation("other order", "The right numbers are all there, and stand in another order.")


def relation_of(wrong: Sequence[Case], answers: Answers) -> Relation | None:
    """The first relation that holds in all of these wrong answers."""
    due = [answers.expected(case.call) for case in wrong]
    if len(wrong) < 2 or any(o.kind != "returned" for o in (*due, *(c.outcome for c in wrong))):
        return None
    cases = [
        [*_pairs(case.outcome.value, right.value, _counts(case.call, answers.reference))]
        for case, right in zip(wrong, due)
    ]
    if not any(cases):
        return TYPE if all(_only_type(*each) for each in zip(wrong, due)) else None
    pairs = [pair for each in cases for pair in each if pair is not None]
    if all(cases) and len(pairs) == sum(map(len, cases)):
        numbers = np.concatenate([pair.due.reshape(-1) for pair in pairs])
        if np.unique(numbers).size > 2:
            found = [*_holding(pairs[0])]
            for pair in pairs[1:]:
                here = [*_holding(pair)] if found else []
                found = [relation for relation in found if relation in here]
            if found:
                return found[0]
    return _swapped(wrong, answers)


def _pairs(got: Any, due: Any, counts: Mapping[str, float]) -> Iterator[Pair | None]:
    """The numbers that are wrong; None where something else is."""
    mine, right = _numbers(got), _numbers(due)
    if mine is not None and right is not None:
        if not _close(mine, right):
            yield Pair(mine, right, counts)
    elif isinstance(due, dict) and isinstance(got, dict) and got.keys() == due.keys():
        for key, value in due.items():
            yield from _pairs(got[key], value, counts)
    elif isinstance(due, (list, tuple)) and isinstance(got, (list, tuple)) and len(got) == len(due):
        for one, other in zip(got, due):
            yield from _pairs(one, other, counts)
    elif is_array(got) or is_array(due) or got != due:
        yield None


def _numbers(value: Any) -> Any:
    """Numbers as an array, however they come; None where it is something else."""
    if is_array(value):
        array = as_numpy(value)
        return array if array.size <= LARGEST and array.dtype.kind in "iuf" else None
    many = value if isinstance(value, (list, tuple)) and value else [value]
    if not all(type(one) in (int, float) and not abs(one) > EXACT for one in many):
        return None
    return np.asarray(value)


def _close(got: Any, due: Any) -> bool:
    if got.shape != due.shape or (got.dtype.kind in "iu" and due.dtype.kind in "iu"):
        return bool(np.array_equal(got, due))
    size = float(np.abs(due[np.isfinite(due)]).max(initial=0.0))
    return bool(np.allclose(got, due, rtol=1e-4, atol=1e-5 * size, equal_nan=True))


def _only_type(case: Case, due: Any) -> bool:
    found = compare(case.outcome.value, due.value, case.tolerance, case.precision)
    return found is not None and found.rung in ("type", "dtype")


# ---- what to look for in a pair


def _holding(pair: Pair) -> Iterator[Relation]:
    """All that hold, the most telling first."""
    for relation, mine, right in _moved(pair.got, pair.due):
        if _close(mine, right):
            yield relation
    yield from _scaled(pair)
    yield from _off_by_one(pair)
    if _telling(pair.due) and _close(np.sort(pair.got, axis=None), np.sort(pair.due, axis=None)):
        yield ORDER


def _telling(array: Any) -> bool:
    """Whether it has an order that can be seen."""
    values = np.unique(array).size
    return values > 2 or (values == 2 and bool(array.size > 8))


def _moved(got: Any, due: Any) -> Iterator[tuple[Relation, Any, Any]]:
    """Where the right numbers may have gone, and two arrays that are alike if they went there."""
    if got.ndim != due.ndim:
        return
    if _telling(due) and due.ndim <= 4:
        for axes, name in SIDES.items():
            if due.ndim >= -axes[0]:
                name = name if due.ndim > 1 else "back to front"
                sentence = f"Your result is the right one, flipped {name}."
                yield Relation(f"flipped {name}", sentence), np.flip(got, axes), due
        for order in itertools.permutations(range(due.ndim)):
            if order != tuple(range(due.ndim)):
                sentence = "Your result is the right one with its dimensions in another order."
                yield Relation("transposed", sentence), got.transpose(order), due
    for way, (axis, step) in WAYS.items():
        if got.shape == due.shape and due.ndim >= -axis:
            behind, before = (_part(due, (axis,), ENDS[end]) for end in ("beginning", "end"))
            mine, right = (behind, before) if step > 0 else (before, behind)
            if _telling(due[right]):
                sentence = f"Your result is the right one, moved by one {way}."
                yield Relation("shifted", sentence), got[mine], due[right]
    for (axes, line), (end, kept) in itertools.product(LINES.items(), ENDS.items()):
        if due.ndim < -axes[0]:
            continue
        part, line = _part(due, axes, kept), line if due.ndim > 1 else "number"
        for less, more, word in ((got, due, "few"), (due, got, "many")):
            if less.size > 1:
                what = f"one {line} too {word}"
                sentence = f"Your result has {what} at its {end}, and is right elsewhere."
                yield Relation(what, sentence), less, more[part]


def _scaled(pair: Pair) -> Iterator[Relation]:
    got, due = pair.got, pair.due
    there = due != 0
    if got.shape != due.shape or not there.any():
        return
    factor = float(np.median(got[there] / due[there]))
    if not np.isfinite(factor) or factor == 0 or not _close(got, due * factor):
        return
    if np.isclose(factor, -1):
        yield Relation("sign", "Your numbers have the right size and the opposite sign.")
    ways = ((factor, "large", "sum for mean"), (1 / factor, "small", "mean for sum"))
    for (name, count), (ratio, what, short) in itertools.product(pair.counts.items(), ways):
        if np.isclose(ratio, count):
            word = short if name.startswith("the number of") else "scaled"
            yield Relation(word, f"Your numbers are too {what} by a factor: {name}.")
    same_one = "Your numbers are the right ones times a constant, always the same one."
    yield Relation("scaled", same_one, round(factor, 4))


def _off_by_one(pair: Pair) -> Iterator[Relation]:
    got, due = pair.got, pair.due
    for step, what in ((1, "large"), (-1, "small")):
        if got.dtype.kind in "iu" and due.dtype.kind in "iu" and np.array_equal(got, due + step):
            yield Relation("off by one", f"Your numbers are too {what} by one.")


def _part(array: Any, axes: tuple[int, ...], kept: slice) -> tuple[slice, ...]:
    """An index that keeps this part along these dimensions, counted from the last."""
    return tuple(kept if at - array.ndim in axes else slice(None) for at in range(array.ndim))


# ---- what was asked


def _counts(call: Call, reference: Any) -> dict[str, float]:
    """What a factor may be: sizes of arrays, and whole numbers, among a call's arguments."""
    found: dict[str, float] = {}
    for name, value in _arguments(call, reference).items():
        if is_array(value):
            shape = tuple(value.shape)
            found[f"the number of entries in `{name}`"] = float(np.prod(shape))
            found[f"the number of entries in one layer of `{name}`"] = float(np.prod(shape[-2:]))
            sizes = {f"the size of `{name}` along dimension {n}": s for n, s in enumerate(shape)}
            found |= {what: float(size) for what, size in sizes.items()}
        elif type(value) is int and abs(value) < EXACT:
            found[f"`{name}`"] = float(value)
    return {name: count for name, count in found.items() if count > 1}


def _arguments(call: Call, reference: Any) -> dict[str, Any]:
    """A call's arguments by their names in the reference."""
    function = None if call.probe is not None else getattr(reference, call.function, None)
    names = [*inspect.signature(function).parameters] if function is not None else []
    return {**dict(zip(names, call.args)), **dict(call.kwargs)}


def _swapped(wrong: Sequence[Case], answers: Answers) -> Relation | None:
    """Two arguments that the answers took for one another."""
    if evidence(wrong, answers.expected) < ENOUGH:
        return None
    first = wrong[0].call
    names = [*_arguments(first, answers.reference)][: len(first.args)]
    for one, other in itertools.combinations(range(len(names)), 2):
        if all(_would_be_right(case, one, other, answers) for case in wrong):
            sentence = f"if `{names[one]}` and `{names[other]}` changed places."
            return Relation("arguments swapped", f"Your result would be right {sentence}")
    return None


def _would_be_right(case: Case, one: int, other: int, answers: Answers) -> bool:
    args = list(case.call.args)
    if len(args) <= other or type(args[one]) is not type(args[other]):
        return False
    args[one], args[other] = args[other], args[one]
    return same(case.outcome, answers.expected(replace(case.call, args=tuple(args))), case)
