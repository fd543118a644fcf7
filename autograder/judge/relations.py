"""What a wrong answer has to do with the right one, where no idea explains it.

A relation is said only where it holds in every failing case of a function, tells something in two
or more, and has bits enough behind it: small numbers have too much to do with one another. Its
sentence has no value in it: that may be a hidden test's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.judge.answers import Answers
from autograder.judge.likeness import ENOUGH, evidence, same
from autograder.judge.plan import bits_of
from autograder.judge.where import EXACT, Relation, arguments, counts_of
from autograder.testing.arrays import as_numpy, is_array
from autograder.testing.check import Case
from autograder.testing.compare import compare

LARGEST = 20_000  # numbers in an array that is looked at
FEWEST = 11  # bits: three small numbers
CHOICE = 2  # bits less: there are several counts to choose from
SIDES = {(-2,): "up-down", (-1,): "left-right", (-2, -1): "up-down and left-right"}
LINES = {(1,): "number", (1, 0): "row", (0, 1): "column", (1, 1): "row and column"}
OTHERS = {"end": "beginning", "beginning": "end", "edges": "middle"}
# Along which axis, and which end of it is lost.
WAYS = {"down": (-2, -1), "up": (-2, 0), "to the right": (-1, -1), "to the left": (-1, 0)}
POWERS = {"": 1.0, "the square root of ": 0.5, "the square of ": 2.0}
CHANGES = {"reciprocal": np.reciprocal, "no signs": np.abs, "squared": np.square, "root": np.sqrt}
ROUNDINGS = (np.floor, np.ceil, np.rint)

SENTENCES = {
    "other type": "Your numbers are right: only what they come in is of the wrong type.",
    "other shape": "Your numbers are right and in the right order: only their shape is another.",
    "other order": "The right numbers are all there, and stand in another order.",
    "{} in another order": "Your result has the right {}, in another order.",
    "flipped {}": "Your result is the right one, flipped {}.",
    "transposed": "Your result is the right one with its dimensions in another order.",
    "shifted": "Your result is the right one, moved by one {}.",
    "one {} too {}": "Your result has one {} too {} at its {}, and is right elsewhere.",
    "too few": "Your result is the {} of the right one: the rest of it is missing.",
    "too many": "The right result is the {} of yours: the rest of it is too much.",
    "some too few": "All that is in your result belongs there, and something is missing.",
    "some too many": "All that belongs in your result is there, and something else as well.",
    "an entry too many": "One entry of what you return is the right answer, all by itself.",
    "sign": "Your wrong numbers have the right size and the opposite sign.",
    "sum for mean": "Your wrong numbers are too large by a factor: {}.",
    "mean for sum": "Your wrong numbers are too small by a factor: {}.",
    "scaled": "Your wrong numbers are the right ones times a constant, always the same one.",
    "off by one": "Your wrong numbers are too {} by one.",
    "off by a count": "Your wrong numbers are too {} by exactly this: {}.",
    "off by a constant": "Your wrong numbers are too {} by a constant, always the same one.",
    "reciprocal": "Each of your wrong numbers is one divided by the right one.",
    "no signs": "Your numbers are the right ones without their signs.",
    "squared": "Your wrong numbers are the squares of the right ones.",
    "root": "Your wrong numbers are the square roots of the right ones.",
    "rounded": "Your numbers are the right ones, rounded to whole numbers.",
    "not rounded": "Your numbers are the right ones before they are rounded to whole numbers.",
    "zeros": "Where your numbers are wrong they are 0, and all the others are right.",
    "negated": "Each True of yours should be False, and each False should be True.",
    "arguments swapped": "Your result would be right if `{}` and `{}` changed places.",
}


Held = tuple[Relation, float]  # and the bits behind it


def relation_of(wrong: Sequence[Case], answers: Answers) -> Relation | None:
    """The first relation that holds in all of these wrong answers."""
    due = [answers.expected(case.call) for case in wrong]
    if len(wrong) < 2 or any(o.kind != "returned" for o in (*due, *(c.outcome for c in wrong))):
        return None
    both = [(case.outcome.value, right.value, case) for case, right in zip(wrong, due)]
    if sum(bits_of(right) for _, right, _ in both) >= FEWEST and _an_entry_is_right(both):
        return _told("an entry too many")
    pairs = [[*_pairs(got, right)] for got, right, _ in both]
    if not any(pairs):
        found = [compare(a, b, case.tolerance, case.precision) for a, b, case in both]
        mere = all(each is not None and each.rung in ("type", "dtype") for each in found)
        return _told("other type") if mere else None
    held = []
    for case, each in zip(wrong, pairs):
        counts = counts_of(case.call, answers.reference)
        held.append([dict(_holding(*pair, counts) if pair else ()) for pair in each])
    numbers = {n for each in pairs for pair in each if pair for n in pair[1].reshape(-1).tolist()}
    # Two will do where they are not small; of flags there are no more.
    told = numbers == {False, True} or len(numbers) + (bits_of([*numbers]) >= FEWEST) > 2
    return (_held(held) if all(held) and told else None) or _swapped(wrong, answers)


def _told(word: str, *names: str, constant: float = 1.0) -> Relation:
    return Relation(word.format(*names), SENTENCES[word].format(*names), constant)


def _held(cases: Sequence[Sequence[Mapping[Relation, float]]]) -> Relation | None:
    """The first that holds in all pairs of all cases, and tells something in two or more."""
    for relation in cases[0][0]:
        if all(relation in pair for each in cases for pair in each):
            bits = [sum(pair[relation] for pair in each) for each in cases]
            if sum(bits) >= FEWEST and sum(map(bool, bits)) > 1:
                return relation
    return None


def _an_entry_is_right(cases: Sequence[tuple[Any, Any, Case]]) -> bool:
    """Whether one entry, the same in all cases, is what is asked for."""
    left = []
    for got, due, case in cases:
        many = enumerate(got) if isinstance(got, (list, tuple)) else ()
        entries = got.items() if isinstance(got, dict) else many
        near = (case.tolerance, case.precision)
        left.append({key for key, entry in entries if compare(entry, due, *near) is None})
    return bool(set.intersection(*left))


def _pairs(got: Any, due: Any) -> Iterator[tuple[Any, Any] | None]:
    """What came and what was due, of the numbers that are wrong; None where something else is."""
    mine, right = _numbers(got), _numbers(due)
    many = isinstance(due, (list, tuple)) and isinstance(got, (list, tuple))
    if mine is not None and right is not None:
        # The numbers of a tuple are one thing where all of them are wrong.
        fine = _alike(mine, right) if mine.shape == right.shape else np.array(False)
        if fine.any() and isinstance(due, tuple):
            yield from zip(mine[~fine], right[~fine])
        elif not fine.all():
            yield mine, right
    elif isinstance(due, dict) and isinstance(got, dict) and got.keys() == due.keys():
        yield from itertools.chain(*(_pairs(got[key], value) for key, value in due.items()))
    elif many and len(got) == len(due):
        yield from itertools.chain(*map(_pairs, got, due))
    elif is_array(got) or is_array(due) or got != due:
        yield None


def _numbers(value: Any) -> Any:
    """Numbers or flags as an array, however they come; None where it is something else."""
    array = as_numpy(value) if is_array(value) else None
    if array is None:
        many = value if isinstance(value, (list, tuple)) and value else [value]
        kinds = {*map(type, many)}
        if not (kinds <= {int, float} or kinds == {bool}) or any(abs(n) > EXACT for n in many):
            return None
        array = np.asarray(value)
    if array.size > LARGEST or array.dtype.kind not in "iufb":
        return None
    return array.astype(np.int64) if array.dtype.kind in "iu" else array


def _close(got: Any, due: Any) -> bool:
    return got.shape == due.shape and bool(_alike(got, due).all())


def _alike(got: Any, due: Any) -> Any:
    """Entry by entry."""
    if "f" not in (got.dtype.kind, due.dtype.kind):
        return got == due
    size = float(np.abs(due[np.isfinite(due)]).max(initial=0.0))
    most = 1e-6 if min(got.dtype.itemsize, due.dtype.itemsize) == 8 else 1e-4
    return np.isclose(got, due, rtol=most, atol=most / 10 * size, equal_nan=True)


# ---- what to look for in a pair


def _holding(got: Any, due: Any, counts: Mapping[str, float]) -> Iterator[Held]:
    """All that hold, the most telling first."""
    if got.size == due.size and got.shape != due.shape and _close(got.reshape(due.shape), due):
        yield _told("other shape"), _bits(due) or bits_of(due)
    for relation, mine, right in _moved(got, due):
        if _close(mine, right):
            yield relation, _bits(right)
    yield from _cut(got, due)
    if got.shape == due.shape and "b" in (got.dtype.kind, due.dtype.kind):
        if _close(got, due == 0):
            yield _told("negated"), due.size - 1  # one that is wrong cannot be wrong otherwise
    elif got.shape == due.shape:
        with np.errstate(all="ignore"):
            yield from _counted(got, due, counts)
            yield from _changed(got, due.astype(float))
    if got.size == due.size and _close(np.sort(got, axis=None), np.sort(due, axis=None)):
        yield _told("other order"), _bits(due)


def _bits(array: Any) -> float:
    """Enough where it has an order that can be seen, else none."""
    values = np.unique(array).size
    return ENOUGH if values > 2 or (values == 2 and array.size > 8) else 0


def _moved(got: Any, due: Any) -> Iterator[tuple[Relation, Any, Any]]:
    """Where the right numbers may have gone, and two arrays that are alike if they went there."""
    if got.ndim != due.ndim or due.ndim > 4:
        return
    for axes, name in SIDES.items():
        if due.ndim >= -axes[0]:
            name = name if due.ndim > 1 else "back to front"
            yield _told("flipped {}", name), np.flip(got, axes), due
    for order in [*itertools.permutations(range(due.ndim))][1:]:
        yield _told("transposed"), got.transpose(order), due
    for way, (axis, lost) in WAYS.items():
        if got.shape == due.shape and due.ndim >= -axis:
            mine, right = np.delete(got, -1 - lost, axis), np.delete(due, lost, axis)
            yield _told("shifted", way), mine, right
    if due.ndim == 2 and got.shape == due.shape:
        for lines, one, other in (("rows", got, due), ("columns", got.T, due.T)):
            mine, right = (np.array(sorted(array.tolist())) for array in (one, other))
            yield _told("{} in another order", lines), mine, right


def _cut(got: Any, due: Any) -> Iterator[Held]:
    """One lies in the other: at a corner of it, or in the middle."""
    for less, more, short in ((got, due, "few"), (due, got, "many")):
        gaps = np.subtract(more.shape, less.shape) if more.ndim == less.ndim else np.zeros(1, int)
        if not gaps.any() or (gaps < 0).any():
            continue
        line = LINES.get((*gaps,)[-2:], "") if not gaps[:-2].any() else ""
        for end, start in (("end", 0 * gaps), ("beginning", gaps), ("edges", gaps // 2)):
            part = more[tuple(slice(at, at + size) for at, size in zip(start, less.shape))]
            if _close(less, part) and (end != "edges" or gaps.max() > 1):
                if line and end != "edges":
                    yield _told("one {} too {}", line, short, end), _bits(part)
                yield _told(f"too {short}", OTHERS[end]), _bits(part)
        if more.ndim == 1 and np.isin(less, more).all():
            yield _told(f"some too {short}"), _bits(less)


def _counted(got: Any, due: Any, counts: Mapping[str, float]) -> Iterator[Held]:
    """A factor or a difference, and what on the inputs is as large."""
    bits, there = bits_of(np.unique(due)), due != 0
    if _close(got, -due):
        yield _told("sign"), bits
    for (name, count), (power, by) in itertools.product(counts.items(), POWERS.items()):
        size = count**by if (count**by) % 1 or count > LARGEST else int(count**by)
        large = _close(got, due * size)
        if large or _close(got * size, due):
            found = _told("sum for mean" if large else "mean for sum", power + name)
            plain = not power and name.startswith("the number of")
            yield found if plain else replace(found, word="scaled"), bits
    factor = float(np.median(got[there] / due[there])) if there.any() else 0.0
    if factor and np.isfinite(factor) and _close(got, due * factor):
        yield _told("scaled", constant=round(factor, 4)), bits
    more = float(np.median(got - due))
    if more and np.isfinite(more) and _close(got, due + more):
        too = "large" if more > 0 else "small"
        if abs(more) == 1:
            yield _told("off by one", too), bits
        for name, count in counts.items():
            if abs(abs(more) - count) < 1e-3:
                yield _told("off by a count", too, name), _bits(due) or bits_of(int(count)) - CHOICE
        yield _told("off by a constant", too, constant=round(more, 4)), bits


def _changed(got: Any, due: Any) -> Iterator[Held]:
    """What may have been done to each number, or was left out."""
    bits, fine = bits_of(np.unique(due)), _alike(got, due)
    for word, change in CHANGES.items():
        if _close(got, change(due)):
            yield _told(word), bits
    for way, rounding in enumerate(ROUNDINGS):
        if _close(got, rounding(due)):
            yield _told("rounded"), bits_of(np.unique(got)) - 1
        if _close(rounding(got.astype(float)), due):  # the same way in all cases, or it is chance
            yield _told("not rounded", constant=way), max(bits - CHOICE, 0)
    if not got[~fine].any():
        yield _told("zeros"), _bits(due[fine & (due != 0)])


def _swapped(wrong: Sequence[Case], answers: Answers) -> Relation | None:
    """Two arguments that the answers took for one another."""
    if evidence(wrong, answers.expected) < ENOUGH:
        return None
    names = [*arguments(wrong[0].call, answers.reference)]
    places = range(min(len(names), *(len(case.call.args) for case in wrong)))
    for one, other in itertools.combinations(places, 2):
        if all(_right_if_swapped(case, one, other, answers) for case in wrong):
            return _told("arguments swapped", names[one], names[other])
    return None


def _right_if_swapped(case: Case, one: int, other: int, answers: Answers) -> bool:
    args = list(case.call.args)
    args[one], args[other] = args[other], args[one]
    due = answers.expected(replace(case.call, args=tuple(args)))
    return type(args[one]) is type(args[other]) and same(case.outcome, due, case)
