"""What a wrong answer has to do with the right one, where no idea explains it.

A relation is said only where it holds in every failing case of a function, of which there are two
or more that tell something. Its sentence has no value in it: that may be a hidden test's.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.judge.answers import Answers
from autograder.judge.evidence import ENOUGH, evidence
from autograder.judge.likeness import same
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

    @property
    def telling(self) -> bool:
        """Whether it has an order that can be seen."""
        values = np.unique(self.due).size
        return values > 2 or (values == 2 and bool(self.due.size > 8))


TYPE = Relation(
    "other type",
    "Your numbers are right: only what they come in is of another type than it should be.",
)
ORDER = Relation("other order", "The right numbers are all there, and stand in another order.")
RESULTS = Relation("other order", "Your results are the right ones, in the opposite order.")


def relation_of(wrong: Sequence[Case], answers: Answers) -> Relation | None:
    """The first relation that holds in all of these wrong answers."""
    if len(wrong) < 2 or any(case.outcome.kind != "returned" for case in wrong):
        return None
    due = [answers.expected(case.call) for case in wrong]
    if any(each.kind != "returned" for each in due):
        return None
    values = [(case.outcome.value, right.value) for case, right in zip(wrong, due)]
    counts = [_counts(case.call, answers.reference) for case in wrong]
    cases = [[*_pairs(*each, count)] for each, count in zip(values, counts)]
    if all(_only_type(case, *each) for case, each in zip(wrong, values)) and not any(cases):
        return TYPE
    if all(_turned_round(*each) for each in values):
        return RESULTS
    pairs = [pair for each in cases for pair in each]
    if all(cases) and None not in pairs:
        numbers = np.concatenate([pair.due.reshape(-1) for pair in pairs if pair])
        if np.unique(numbers).size > 2:
            for look in (_mirrored, _moved, _cut_off, _scaled, _off_by_one, _disordered):
                if found := _in_all(look, [pair for pair in pairs if pair]):
                    return found
    return _swapped(wrong, answers)


def _in_all(look: Callable[[Pair], Iterator[Relation]], pairs: Sequence[Pair]) -> Relation | None:
    found = [*look(pairs[0])]
    for pair in pairs[1:]:
        here = [*look(pair)] if found else []
        found = [relation for relation in found if relation in here]
    return next(iter(found), None)


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


def _only_type(case: Case, got: Any, due: Any) -> bool:
    found = compare(got, due, case.tolerance, case.precision)
    return found is not None and found.rung in ("type", "dtype")


def _turned_round(got: Any, due: Any) -> bool:
    if not isinstance(got, (list, tuple)) or not isinstance(due, (list, tuple)):
        return False
    return len(got) == len(due) > 1 and not [*_pairs(got[::-1], due, {})]


# ---- what to look for in a pair


def _mirrored(pair: Pair) -> Iterator[Relation]:
    got, due = pair.got, pair.due
    if not pair.telling or got.ndim != due.ndim:
        return
    for axes, name in SIDES.items():
        if due.ndim >= len(axes) and due.ndim >= -axes[0] and _close(np.flip(got, axes), due):
            name = name if due.ndim > 1 else "back to front"
            yield Relation(f"flipped {name}", f"Your result is the right one, flipped {name}.")
    for order in itertools.permutations(range(due.ndim)):
        if due.ndim <= 4 and order != tuple(range(due.ndim)) and _close(got.transpose(order), due):
            yield Relation(
                "transposed", "Your result is the right one with its dimensions in another order."
            )


def _moved(pair: Pair) -> Iterator[Relation]:
    for way, (axis, step) in WAYS.items():
        if pair.got.shape != pair.due.shape or pair.due.ndim < -axis:
            continue
        behind, before = _at(axis, ENDS["beginning"]), _at(axis, ENDS["end"])
        mine, right = (behind, before) if step > 0 else (before, behind)
        part = replace(pair, got=pair.got[mine], due=pair.due[right])
        if part.telling and _close(part.got, part.due):
            yield Relation("shifted", f"Your result is the right one, moved by one {way}.")


def _cut_off(pair: Pair) -> Iterator[Relation]:
    got, due = pair.got, pair.due
    for (axes, line), (end, kept) in itertools.product(LINES.items(), ENDS.items()):
        if got.ndim != due.ndim or due.ndim < -axes[0]:
            continue
        line = line if due.ndim > 1 else "number"
        part = tuple(kept if at - due.ndim in axes else slice(None) for at in range(due.ndim))
        for less, more, word in ((got, due, "few"), (due, got, "many")):
            if less.size > 1 and less.shape == more[part].shape and _close(less, more[part]):
                what = f"one {line} too {word}"
                yield Relation(
                    what, f"Your result has {what} at its {end}, and is right elsewhere."
                )


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
    for name, count in pair.counts.items():
        for ratio, what, short in (
            (factor, "large", "sum for mean"),
            (1 / factor, "small", "mean for sum"),
        ):
            if np.isclose(ratio, count):
                word = short if name.startswith("the number of") else "scaled"
                yield Relation(word, f"Your numbers are too {what} by a factor: {name}.")
    yield Relation(
        "scaled",
        "Your numbers are the right ones times a constant, always the same one.",
        round(factor, 4),
    )


def _off_by_one(pair: Pair) -> Iterator[Relation]:
    got, due = pair.got, pair.due
    if got.shape == due.shape and got.dtype.kind in "iu" and due.dtype.kind in "iu":
        for step, what in ((1, "large"), (-1, "small")):
            if np.array_equal(got, due + step):
                yield Relation("off by one", f"Your numbers are too {what} by one.")


def _disordered(pair: Pair) -> Iterator[Relation]:
    got, due = pair.got.reshape(-1), pair.due.reshape(-1)
    if pair.telling and _close(np.sort(got), np.sort(due)):
        yield ORDER


def _at(axis: int, part: slice) -> tuple[Any, ...]:
    """An index of this part along this dimension, counted from the last."""
    return (..., part, *[slice(None)] * (-1 - axis))


# ---- what was asked


def _counts(call: Call, reference: Any) -> dict[str, float]:
    """What a factor may be: sizes of arrays, and whole numbers, among a call's arguments."""
    found: dict[str, float] = {}
    for name, value in _arguments(call, reference).items():
        if is_array(value):
            shape = tuple(value.shape)
            found[f"the number of entries in `{name}`"] = float(np.prod(shape))
            if len(shape) > 2:
                found[f"the number of entries in one layer of `{name}`"] = float(
                    np.prod(shape[-2:])
                )
            sizes = {f"the size of `{name}` along dimension {n}": s for n, s in enumerate(shape)}
            found |= {what: float(size) for what, size in sizes.items()}
        elif type(value) is int and abs(value) < EXACT:
            found[f"`{name}`"] = float(value)
    return {name: count for name, count in found.items() if count > 1}


def _arguments(call: Call, reference: Any) -> dict[str, Any]:
    """A call's arguments by their names in the reference."""
    function = None if call.probe is not None else getattr(reference, call.function, None)
    if function is None:
        return {}
    names = [*inspect.signature(function).parameters]
    return {**dict(zip(names, call.args)), **dict(call.kwargs)}


def _swapped(wrong: Sequence[Case], answers: Answers) -> Relation | None:
    """Two arguments that the answers took for one another."""
    if evidence(wrong, answers.expected) < ENOUGH:
        return None
    names = [*_arguments(wrong[0].call, answers.reference)]
    for one, other in itertools.combinations(range(len(wrong[0].call.args)), 2):
        if all(_would_be_right(case, one, other, answers) for case in wrong):
            sentence = f"if `{names[one]}` and `{names[other]}` changed places."
            return Relation("arguments swapped", f"Your result would be right {sentence}")
    return None


def _would_be_right(case: Case, one: int, other: int, answers: Answers) -> bool:
    args = list(case.call.args)
    if len(args) <= other or case.call.probe is not None:
        return False
    args[one], args[other] = args[other], args[one]
    if type(args[one]) is not type(args[other]):
        return False
    return same(case.outcome, answers.expected(replace(case.call, args=tuple(args))), case)
