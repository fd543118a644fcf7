"""What is right about wrong answers, and what is not, where nothing says how they came about.

Plain facts of what was asked, so true whatever the mistake is: only errors and refusals are wrong,
or only one part of a result, or all is too large. No input, no number and no name that a test chose
is in them. They tell a student where not to look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from autograder.judge.answers import Answers
from autograder.judge.where import Relation
from autograder.testing.arrays import as_numpy, is_array
from autograder.testing.check import ORDER, Case
from autograder.testing.compare import Tolerance, compare
from autograder.testing.outcome import Outcome

WRONG, ASKED = 2, 4  # one wrong answer will do where so many were asked for
ALIKE, MANY = 3, 6  # wrong numbers that are all too large: in several answers, or in one

SENTENCES = {
    "message": "You refuse what has to be refused, and with the right exception: only its message"
    " does not show what the docstring asks for.",
    "other exception": "What has to be refused does end in an exception, but in another one than"
    " is asked for.",
    "not refused": "All your answers are right where there is one: what is wrong is that you give"
    " an answer to what has to be refused.",
    "refused": "Where your answers are wrong, a `raise` of yours refuses an input that has an"
    " answer: look at its condition.",
    "one line": "Where your answers are wrong, your code stops with an error, always in the same"
    " line: what does this line expect of its inputs that is not always so?",
    "stops": "What is wrong is an error each time, and never a result: find out first why your code"
    " stops.",
    "refusals": "Each result of yours is right where there is one to give: wrong is only which"
    " inputs you refuse, or how you do it.",
    "too often yes": "Wherever a yes or no is wrong, it is a yes that should be a no.",
    "too often no": "Wherever a yes or no is wrong, it is a no that should be a yes.",
    "dimensions": "{} too {} dimensions.",
    "size": "{} too {} along dimension {}, and of the right size along the others.",
    "too large": "{} too large, each time.",
    "too small": "{} too small, each time.",
    "first right": "The first number of each result of yours is right, and later ones are wrong:"
    " what changes from one to the next?",
    "one part": "Only {} of your results is wrong: the rest is right.",
    "wrong shape": "Each of your wrong results has another shape than it should: look at how many"
    " numbers there are, before you look at them.",
    "right shape": "Your wrong results have the right type and shape, whatever the sizes: look at"
    " what goes into each number.",
    "all but one": "Of all that was asked here one answer alone is wrong: think of inputs that are"
    " unlike most others, in size, in form, or just on a limit.",
}


def part_of(cases: Sequence[Case], wrong: Collection[int], answers: Answers) -> Relation | None:
    """The first that holds of all wrong ones, given by `id`."""
    due = {id(case): answers.expected(case.call) for case in cases}
    odd = [(case, due[id(case)]) for case in cases if id(case) in wrong]
    right = [case for case in cases if id(case) not in wrong]
    if not odd or (len(odd) < WRONG and len(cases) < ASKED):
        return None
    if any(case.outcome.kind not in ("returned", "raised") for case, _ in odd):
        return None  # how that came about is said already
    word = _of_errors(odd, any(case.outcome.kind == "returned" for case in right))
    if word:
        return _told(word)
    if any(not case.outcome.kind == right.kind == "returned" for case, right in odd):
        return None
    found = next(_of_values(odd, answers), None)
    return found or (_told("all but one") if len(odd) == 1 and len(cases) > MANY else None)


def _told(word: str, *names: str) -> Relation:
    return Relation(f"in part: {word}", SENTENCES[word].format(*names))


def _of_errors(odd: Sequence[tuple[Case, Outcome]], some_right: bool) -> str:
    """Where each wrong answer is an error, or should be one."""
    both = [(case.outcome.raised, due.raised) for case, due in odd]
    theirs = [raised for raised, _ in both if raised is not None]
    asked = [due for _, due in both if due is not None]
    if len(theirs) == len(asked) == len(odd):
        kinds = [mine.type == right.type for mine, right in zip(theirs, asked)]
        return "message" if all(kinds) else "refusals" if any(kinds) else "other exception"
    if len(asked) == len(odd) and not theirs:
        return "not refused" if some_right else ""
    if len(theirs) == len(odd) and not asked:
        if all(raised.on_purpose for raised in theirs):
            return "refused"
        ends = [raised.frames[-1] for raised in theirs if raised.frames]
        one = len({(end.file, end.line) for end in ends}) == 1 and len(ends) == len(odd)
        return "one line" if one and len(odd) >= WRONG else "stops"
    either = all(due or (raised and raised.on_purpose) for raised, due in both)
    return "refusals" if either and some_right else ""


def _of_values(both: Sequence[tuple[Case, Outcome]], answers: Answers) -> Iterator[Relation]:
    """Where wrong values came back."""
    pairs = [(case.outcome.value, due.value) for case, due in both]
    about, name = "Your wrong results are", ""
    plain = all(case.call.probe is None for case, _ in both)
    key = _one_part([(*pair, case) for pair, (case, _) in zip(pairs, both)]) if plain else None
    doc = getattr(answers.reference, both[0][0].call.function).__doc__ if plain else ""
    if isinstance(pairs[0][1], tuple) and type(key) is int and key < len(ORDER):
        name = f"the {ORDER[key]} part"
    elif key in re.findall(r"\w+", doc or ""):
        name = f"`{key}`"
    if name:
        pairs = [(got[key], due[key]) for got, due in pairs]
        about = f"Only {name} of your results is wrong: it is"
    yield from _of_shapes(pairs, about)
    leaves = [[*_leaves(got, due)] for got, due in pairs]
    wrong = [[(a, b) for a, b in each if compare(a, b, Tolerance(1e-6, 1e-6))] for each in leaves]
    if not all(wrong):
        return  # it is not the values that are wrong
    odd = [pair for each in wrong for pair in each]
    if all(isinstance(b, bool) or b is None for _, b in odd):
        yield from _of_flags(odd)
    else:
        yield from _of_numbers(pairs, wrong, about.replace("results are", "numbers are"))
    if name:
        yield _told("one part", name)
    arrays = [pair for got, due in pairs for pair in _wholes(got, due) if is_array(pair[1])]
    shapes = {tuple(due.shape) for _, due in arrays if due.ndim > 1}
    alike = {is_array(got) and got.shape == due.shape for got, due in arrays}
    if alike == {False} and len(arrays) == len(pairs):
        yield _told("wrong shape")
    same_type = all(type(a) is type(b) and a.dtype == b.dtype for a, b in arrays if is_array(a))
    if alike == {True} and same_type and len(arrays) >= len(pairs) and len(shapes) > 1:
        yield _told("right shape")


def _one_part(cases: Sequence[tuple[Any, Any, Case]]) -> Any:
    """The place of the only part that is wrong, in a tuple or a dict."""
    places: set[Any] = set()
    for got, due, case in cases:
        if type(got) is not type(due) or not isinstance(due, (tuple, dict)) or len(due) < 2:
            return None
        keys = [*due] if isinstance(due, dict) else [*range(len(due))]
        if [*got] != keys if isinstance(due, dict) else len(got) != len(due):
            return None
        near = (case.tolerance, case.precision)
        places |= {key for key in keys if compare(got[key], due[key], *near) is not None}
    return places.pop() if len(places) == 1 else None


def _of_shapes(pairs: Sequence[tuple[Any, Any]], about: str) -> Iterator[Relation]:
    """Sizes that are wrong in the same way in all of them."""
    if not all(is_array(a) and is_array(b) and a.shape != b.shape for a, b in pairs):
        return
    deep = {(a.ndim > b.ndim) - (a.ndim < b.ndim) for a, b in pairs}
    if deep != {0}:
        if len(deep) == 1:
            yield _told("dimensions", _having(about), "many" if deep.pop() > 0 else "few")
        return
    gaps = [[x - y for x, y in zip(a.shape, b.shape)] for a, b in pairs]
    if len({*map(len, gaps)}) > 1:
        return
    axes = [axis for axis, each in enumerate(zip(*gaps)) if any(each)]
    fine = [axis for axis, each in enumerate(zip(*gaps)) if not any(each)]
    if len(axes) == 1 and fine and len({gap[axes[0]] > 0 for gap in gaps}) == 1:
        yield _told("size", about, "large" if gaps[0][axes[0]] > 0 else "small", str(axes[0]))


def _having(about: str) -> str:
    return re.sub(r"are$", "have", re.sub(r"is$", "has", about))


def _wholes(got: Any, due: Any) -> Iterator[tuple[Any, Any]]:
    """What came and what was due, array by array; all in one where the forms differ."""
    if isinstance(due, dict) and isinstance(got, dict) and due.keys() == got.keys():
        for key in due:
            yield from _wholes(got[key], due[key])
    elif isinstance(due, (list, tuple)) and type(got) is type(due) and len(got) == len(due):
        for a, b in zip(got, due):
            yield from _wholes(a, b)
    else:
        yield got, due


def _leaves(got: Any, due: Any) -> Iterator[tuple[Any, Any]]:
    """The same number by number."""
    for a, b in _wholes(got, due):
        if not is_array(a) or not is_array(b):
            yield a, b
        elif a.shape == b.shape:
            yield from zip(*(as_numpy(each).reshape(-1).tolist() for each in (a, b)))
        else:
            yield a.shape, b.shape


def _of_flags(odd: Sequence[Any]) -> Iterator[Relation]:
    flags = {(a, b) for a, b in odd if isinstance(a, bool) and isinstance(b, bool)}
    if len(flags) == 1 and all(isinstance(a, bool) and isinstance(b, bool) for a, b in odd):
        yield _told("too often yes" if (True, False) in flags else "too often no")


def _of_numbers(
    pairs: Sequence[tuple[Any, Any]], wrong: Sequence[Sequence[tuple[Any, Any]]], about: str
) -> Iterator[Relation]:
    odd = [pair for each in wrong for pair in each]
    number = all(type(x) in (int, float) and x == x for pair in odd for x in pair)
    enough = len(odd) >= (ALIKE if len(wrong) >= WRONG else MANY)
    if not number:
        return
    if enough and len({a > b for a, b in odd}) == 1 and all(a != b for a, b in odd):
        yield _told("too large" if odd[0][0] > odd[0][1] else "too small", about)
    arrays = [(as_numpy(a).reshape(-1).tolist(), as_numpy(b).reshape(-1).tolist())
              for a, b in pairs if is_array(a) and is_array(b)]  # fmt: skip
    right = [b[0] and compare(a[0], b[0], Tolerance(1e-6, 1e-6)) is None for a, b in arrays]
    if len(arrays) == len(pairs) >= WRONG and all(right):
        yield _told("first right")
