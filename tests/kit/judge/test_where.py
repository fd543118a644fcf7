"""What a function's wrong answers have in common is said where one plain fact parts them from the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge.where import place_of
from autograder.testing.check import Case
from autograder.testing.outcome import Call, Outcome, Raised


def measured(image: Any, step: int = 1, bias: Any = None) -> float:
    return 0.0


def added(layers: Any) -> float:
    """The numbers of all layers; one of type "dense" may have a `bias`."""
    return 0.0


def _expected(call: Call) -> Outcome:
    if call.function == "measured" and not call.args[0].size:
        return Outcome("raised", raised=Raised("ValueError"))
    return Outcome("returned", value=0.0)


ANSWERS: Any = SimpleNamespace(
    reference=SimpleNamespace(measured=measured, added=added), expected=_expected
)
CALLS = [
    Call("measured", (np.ones(shape), *more), kwargs)
    for shape in ((2, 2), (3, 3), (2, 4), (5, 3))
    for more in ((), (2,))
    for kwargs in ((), (("bias", np.ones(2)),))
]
REFUSED = [Call("measured", (np.ones((0, width)),), ()) for width in (1, 2)]


def said(is_wrong: Callable[[Call], bool], calls: Sequence[Call] = (*CALLS, *REFUSED)) -> str:
    cases = [Case(call, Outcome("returned", value=0.0)) for call in calls]
    found = place_of(cases, {id(case) for case in cases if is_wrong(case.call)}, ANSWERS)
    return found.sentence if found else ""


def refused(call: Call) -> bool:
    return call.args[0].size == 0


def test_an_argument_that_is_not_its_default_is_told() -> None:
    assert "those where `step` is not 1" in said(lambda call: call.args[1:] == (2,))


def test_an_argument_that_may_be_left_out_is_told() -> None:
    assert "those where `bias` is given" in said(lambda call: bool(call.kwargs))


def test_the_form_of_an_array_is_told() -> None:
    square = lambda call: len(set(call.args[0].shape)) == 1  # noqa: E731
    assert "those where `image` is as high as it is wide" in said(square)
    tall = said(lambda call: not square(call) and not refused(call))
    assert "those where `image` is not as high as wide" in tall


def test_what_only_the_right_ones_have_is_told_too() -> None:
    flat = [Call("measured", (np.ones(size),), ()) for size in (2, 3, 4)]
    deep = [Call("measured", (np.ones((size, 2, 3)),), ()) for size in (2, 3, 4)]
    wide = [Call("measured", (np.ones((2, size)),), ()) for size in (2, 3, 4)]
    told = said(lambda call: call.args[0].ndim != 2, [*flat, *deep, *wide])
    assert "all but those where `image` has 2 dimensions" in told


def test_inputs_that_are_not_refused_are_told() -> None:
    assert "that have to be refused with ValueError" in said(refused)


def test_some_inputs_that_are_not_refused_are_told() -> None:
    more = [Call("measured", (np.ones((0, width)),), ()) for width in (3, 4)]
    told = said(lambda call: refused(call) and call.args[0].shape[1] < 3, [*CALLS, *REFUSED, *more])
    assert "some of those to inputs that have to be refused with ValueError" in told


def test_an_argument_that_all_wrong_ones_share_is_told_if_it_is_no_chance() -> None:
    wrong = [id(call) for call in CALLS if call.args[1:]][1:]
    told = said(lambda call: id(call) in wrong, CALLS)
    assert "they are all among those where `step` is not 1" in told
    assert said(lambda call: id(call) in wrong[:3], CALLS) == ""


def test_an_option_is_told_before_what_arrays_have() -> None:
    calls = [call for call in CALLS if bool(call.args[1:]) == (call.args[0].shape[0] == 2)]
    assert "those where `step` is not 1" in said(lambda call: bool(call.args[1:]), calls)


def test_of_what_entries_hold_only_words_of_the_docstring_are_told() -> None:
    def layers(*types: str) -> Call:
        return Call("added", ([{"type": name, "size": [1, 2]} for name in types],), ())

    plain = [layers("conv"), layers("conv", "pool"), layers("pool"), layers()]
    told = said(lambda call: call not in plain, [*plain, layers("dense"), layers("pool", "dense")])
    assert "those where `layers` has an entry with `dense`" in told
    odd = [layers("secret"), layers("pool", "secret")]
    assert said(lambda call: call in odd, [*plain, *odd]) == ""


def test_two_facts_that_would_both_do_are_not_told() -> None:
    both = [call for call in CALLS if bool(call.args[1:]) == bool(call.kwargs)]
    assert said(lambda call: bool(call.kwargs), both) == ""


def test_one_wrong_answer_is_not_enough() -> None:
    few = [CALLS[1], *(call for call in CALLS if not call.kwargs)]
    assert said(lambda call: bool(call.kwargs), few) == ""


def test_nothing_is_told_where_all_are_wrong_or_two_things_are() -> None:
    assert said(lambda call: not refused(call)) == ""
    assert said(lambda call: refused(call) or bool(call.kwargs)) == ""


FACTS: dict[str, Callable[[Call], bool]] = {
    "`step` is not 1": lambda call: bool(call.args[1:]),
    "`bias` is given": lambda call: bool(call.kwargs),
    "`image` is as high": lambda call: len(set(call.args[0].shape)) == 1,
    "`image` is not as high": lambda call: len(set(call.args[0].shape)) > 1,
}


@given(st.sampled_from([*FACTS]), st.sets(st.integers(0, len(CALLS) - 1), max_size=2))
@settings(max_examples=200, deadline=None)
def test_what_is_told_is_true(fact: str, other_way: set[int]) -> None:
    """With an answer or two the other way round, the sentence holds of every wrong answer."""
    wrong = {id(c) for n, c in enumerate(CALLS) if FACTS[fact](c) != (n in other_way)}
    told = said(lambda call: id(call) in wrong, CALLS)
    assert told or other_way
    if told:
        (words,) = [words for words in FACTS if f"where {words}" in told]
        all_of_them = "among" not in told
        assert all(FACTS[words](c) or id(c) not in wrong for c in CALLS)
        assert not all_of_them or all(id(c) in wrong or not FACTS[words](c) for c in CALLS)
