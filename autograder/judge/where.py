"""On which inputs a function goes wrong, where nothing says how: "wrong where `stride` is not 1".

Said only where plain facts about one argument part all wrong answers from all right ones, or hold in
all wrong ones and hardly in others by chance. It is true of the tests whatever the mistake is, and
tells of a hidden input no more than a hint does.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.judge.answers import Answers
from autograder.testing.arrays import as_numpy, is_array
from autograder.testing.check import Case
from autograder.testing.outcome import Call

WRONG, RIGHT, TOGETHER = 2, 2, 6  # answers that are needed, of each sort and of both
EXACT = 2**53  # whole numbers beyond it are no floats
LUCK = 1 / 200  # a chance that is no chance
OPTION, PLAIN, ARRAY = range(3)  # the simpler fact is told

Fact = tuple[int, str, str]  # of which kind, what it is about, and the words for it
Facts = Sequence[set[Fact]]


@dataclass(frozen=True)
class Relation:
    """A short word for results, and a sentence for the student."""

    word: str
    sentence: str
    constant: float = 1.0  # never told; the same in all cases


def place_of(cases: Sequence[Case], wrong: Collection[int], answers: Answers) -> Relation | None:
    """What the wrong ones, given by `id`, have in common and no right one has; or the other way."""
    if any(case.call.probe is not None for case in cases) or len(cases) < TOGETHER:
        return None
    due = {id(case): answers.expected(case.call).raised for case in cases}
    refused = [case for case in cases if due[id(case)] is not None]
    taken = [case for case in refused if id(case) in wrong]
    if len(cases) - len(wrong) < RIGHT:
        return None
    if taken and len(taken) == len(wrong):
        kinds = {raised.type for case in taken if (raised := due[id(case)]) is not None}
        theirs = {case.outcome.raised.type for case in taken if case.outcome.raised is not None}
        few = "" if len(taken) == len(refused) else "some of "
        if len(kinds) > 1 or kinds & theirs or (few and len(taken) < WRONG):
            return None
        return _told(f"{few}those to inputs that have to be refused with {kinds.pop()}")
    asked = [case for case in cases if taken or due[id(case)] is None]
    odd = [{*_facts(case.call, answers)} for case in asked if id(case) in wrong]
    right = [{*_facts(case.call, answers)} for case in asked if id(case) not in wrong]
    if len(right) < RIGHT or len(odd) < WRONG:
        return None
    what = _parting(odd, right) or _among(odd, right)
    return _told(what) if what else None


def _told(what: str) -> Relation:
    return Relation("special case", f"Look at which of your answers are wrong: {what}.")


def _parting(odd: Facts, right: Facts) -> str:
    """A fact of all these and of none of those; nothing where two would do that are as simple."""
    for kind in (OPTION, PLAIN, ARRAY):
        ways = ((odd, right, "those"), (right, odd, "all but those"))
        found = [
            (about, f"{those} where {words}")
            for ours, others, those in ways
            for rank, about, words in set.intersection(*ours) - set().union(*others)
            if rank == kind
        ]
        if found:
            one = len({about for about, _ in found}) == 1
            return min((what for _, what in found), key=lambda w: (len(w), w)) if one else ""
    return ""


def _among(odd: Facts, right: Facts) -> str:
    """A fact of all wrong answers, and of so few right ones that it is no chance."""
    many = len(odd) + len(right)
    found: dict[str, str] = {}
    for kind, about, words in sorted(set.intersection(*odd)):
        having = len(odd) + sum((kind, about, words) in facts for facts in right)
        luck = math.comb(having, len(odd)) / math.comb(many, len(odd))
        if kind != ARRAY and luck < LUCK:
            found.setdefault(about, words)
    return f"they are all among those where {found.popitem()[1]}" if len(found) == 1 else ""


def _facts(call: Call, answers: Answers) -> Iterator[Fact]:
    """What can be said of one call in a few words."""
    function = getattr(answers.reference, call.function)
    given, known = arguments(call, answers.reference), {*re.findall(r"\w+", function.__doc__ or "")}
    for name, parameter in inspect.signature(function).parameters.items():
        value, usual = given.get(name, parameter.default), parameter.default
        if usual is None and value is not None:
            yield OPTION, name, f"`{name}` is given"
        elif usual is not parameter.empty and not is_array(value) and value != usual:
            flag = isinstance(usual, bool) and isinstance(value, bool)
            words = f"is {value}" if flag else f"is not {usual!r}"
            yield OPTION, name, f"`{name}` {words}"
        if is_array(value):
            for words in _words_of_array(value):
                yield ARRAY, name, f"`{name}` {words}"
        elif type(value) is int and usual is parameter.empty:
            yield PLAIN, name, f"`{name}` is {'odd' if value % 2 else 'even'}"
            yield PLAIN, name, f"`{name}` is {'' if value == 1 else 'not '}1"
        elif isinstance(value, (tuple, list)):
            yield PLAIN, name, f"`{name}` is a {type(value).__name__}"
            if {*map(type, value)} == {int} and len({*value}) > 1:
                yield PLAIN, name, f"`{name}` holds two that differ"
            # Of what stands in entries, only words that the student reads in the docstring.
            words_in = (w for e in value if isinstance(e, dict) for w in (*e, *e.values()))
            for word in {word for word in words_in if isinstance(word, str) and word in known}:
                words = f"`{name}` has an entry with `{word}`"
                yield PLAIN, words, words


def _words_of_array(array: Any) -> Iterator[str]:
    numbers = as_numpy(array)
    shape, kind, deep = numbers.shape, numbers.dtype.kind, numbers.ndim
    square = deep > 1 and shape[-2] == shape[-1]
    facts = {
        f"has {deep} dimension{'' if deep == 1 else 's'}": True,
        "is as high as it is wide": square,
        "is not as high as wide": deep > 1 and not square,
        "holds whole numbers, by its dtype": kind in "iu",
        "holds numbers of double precision": kind == "f" and numbers.dtype.itemsize == 8,
        "holds a negative number": kind == "f" and (numbers < 0).any(),
        "holds an infinity or a NaN": kind == "f" and not (numbers - numbers == 0).all(),
    }
    for place, size in enumerate(shape[:-2]):
        facts[f"has more than one entry along dimension {place}"] = size > 1
    yield from (words for words, true in facts.items() if true)


# ---- what was asked


def counts_of(call: Call, reference: Any) -> dict[str, float]:
    """What a factor may be: sizes of arrays, and whole numbers, among a call's arguments."""
    found: dict[str, float] = {}
    for name, value in arguments(call, reference).items():
        if is_array(value):
            shape = tuple(value.shape)
            found[f"the number of entries in `{name}`"] = float(math.prod(shape))
            found[f"the number of entries in one layer of `{name}`"] = float(math.prod(shape[-2:]))
            for n, size in enumerate(shape):
                found[f"the size of `{name}` along dimension {n}"] = float(size)
        elif type(value) is int and abs(value) < EXACT:
            found[f"`{name}`"] = float(value)
    return {name: count for name, count in found.items() if count > 1}


def arguments(call: Call, reference: Any) -> dict[str, Any]:
    """A call's arguments by their names in the reference."""
    function = None if call.probe is not None else getattr(reference, call.function, None)
    names = [*inspect.signature(function).parameters] if function is not None else []
    return {**dict(zip(names, call.args)), **dict(call.kwargs)}
