"""On which inputs a function goes wrong, where nothing says how: "wrong where `stride` is not 1".

Said only where one plain fact about the inputs parts all wrong answers from all right ones, no other
fact does, and there are enough of both. It is true of the tests whatever the mistake is, and tells
of a hidden input no more than a hint does.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from autograder.judge.answers import Answers
from autograder.judge.relations import Relation
from autograder.testing.arrays import as_numpy, is_array
from autograder.testing.check import Case
from autograder.testing.failure import Call

WRONG, RIGHT, TOGETHER = 2, 2, 6  # answers that are needed, of each sort and of both

Fact = tuple[str, str]  # what it is about, and the words for it


def place_of(cases: Sequence[Case], wrong: Collection[int], answers: Answers) -> Relation | None:
    """What the wrong ones, given by `id`, have in common and no right one has; or the other way."""
    if any(case.call.probe is not None for case in cases) or len(cases) < TOGETHER:
        return None
    dues = [answers.expected(case.call).raised for case in cases]
    refused = [case for case, due in zip(cases, dues) if due is not None]
    answered = [case for case, due in zip(cases, dues) if due is None]
    odd = [{*_facts(case.call, answers)} for case in answered if id(case) in wrong]
    right = [{*_facts(case.call, answers)} for case in answered if id(case) not in wrong]
    if len(right) < RIGHT:
        return None
    if refused and all(id(case) in wrong for case in refused) and not odd:
        kind = next(due.type for due in dues if due is not None)
        return _told(f"those to inputs that have to be refused with {kind}")
    if len(odd) < WRONG or any(id(case) in wrong for case in refused):
        return None
    parting, keeping = _only_in(odd, right), _only_in(right, odd)
    if len({about for about, _ in (*parting, *keeping)}) != 1:
        return None
    if parting:
        return _told(f"those where {parting[0][1]}")
    return _told(f"all but those where {keeping[0][1]}")


def _only_in(these: Sequence[set[Fact]], those: Sequence[set[Fact]]) -> list[Fact]:
    """What is true of each of these and of none of those, the shortest words first."""
    found = set.intersection(*these) - set().union(*those)
    return sorted(found, key=lambda fact: (len(fact[1]), fact))


def _told(what: str) -> Relation:
    return Relation("special case", f"Look at which of your answers are wrong: {what}.")


def _facts(call: Call, answers: Answers) -> Iterator[Fact]:
    """What can be said of one call in a few words."""
    function = getattr(answers.reference, call.function, None)
    parameters = inspect.signature(function).parameters if function is not None else {}
    given = {**dict(zip(parameters, call.args)), **dict(call.kwargs)}
    for name, parameter in parameters.items():
        value = given.get(name, parameter.default)
        for words in _words(value, parameter.default):
            yield name, f"`{name}` {words}"


def _words(value: Any, usual: Any) -> Iterator[str]:
    """What can be said of one argument; `usual` is its default."""
    if usual is None and value is not None:
        yield "is given"
    elif usual is not inspect.Parameter.empty and not is_array(value) and value != usual:
        yield f"is not {usual!r}"
    if type(value) is int and usual is inspect.Parameter.empty:
        yield "is even" if value % 2 == 0 else "is odd"
        yield "is 1" if value == 1 else "is not 1"
    if isinstance(value, (tuple, list)):
        yield f"is a {type(value).__name__}"
        if len(set(map(repr, value))) > 1:
            yield "holds two that differ"
    if is_array(value):
        yield from _words_of_array(value)


def _words_of_array(array: Any) -> Iterator[str]:
    numbers = as_numpy(array)
    shape = numbers.shape
    yield f"has {len(shape)} dimension{'' if len(shape) == 1 else 's'}"
    if len(shape) > 1:
        yield "is as high as it is wide" if shape[-1] == shape[-2] else "is not as high as wide"
    for place, size in enumerate(shape[:-2]):
        if size > 1:
            yield f"has more than one entry along dimension {place}"
    if numbers.dtype.kind in "iu":
        yield "holds whole numbers, by its dtype"
    elif numbers.dtype.kind == "f":
        if numbers.dtype.itemsize == 8:
            yield "holds numbers of double precision"
        if (numbers < 0).any():
            yield "holds a negative number"
        if not (numbers - numbers == 0).all():
            yield "holds an infinity or a NaN"
