"""A relation is found on arrays that it was made with, and none on others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge.relations import relation_of
from autograder.testing.check import Case
from autograder.testing.outcome import Call, Outcome

SEEDS = st.integers(0, 2**32 - 1)


def right(image: Any, bias: Any = 0) -> Any:
    return image


REFERENCE: Any = SimpleNamespace(
    reference=SimpleNamespace(right=right),
    expected=lambda call: Outcome("returned", value=call.args[0]),
)


def said(*answers: tuple[Any, Any], more: tuple[Any, ...] = ()) -> str:
    """The relation's word, for pairs of what came and what was due."""
    cases = [
        Case(Call("right", (due, *more)), Outcome("returned", value=got)) for got, due in answers
    ]
    found = relation_of(cases, REFERENCE)
    return found.word if found else ""


def images(seed: int, *shape: int) -> list[Any]:
    chance = np.random.default_rng(seed)
    return [chance.normal(size=shape or chance.integers(2, 6, 2)) for _ in range(3)]


MADE = {
    "sign": lambda x: -x,
    "transposed": lambda x: x.T,
    "flipped up-down": lambda x: x[::-1],
    "flipped left-right": lambda x: x[:, ::-1],
    "flipped up-down and left-right": lambda x: x[::-1, ::-1],
    "shifted": lambda x: np.pad(x, ((0, 0), (1, 0)))[:, :-1],
    "one row too few": lambda x: x[:-1],
    "one column too few": lambda x: x[:, 1:],
    "one row and column too few": lambda x: x[:-1, :-1],
    "one column too many": lambda x: np.pad(x, ((0, 0), (0, 1))),
    "scaled": lambda x: 2.5 * x,
    "sum for mean": lambda x: x * x.size,
    "mean for sum": lambda x: x / x.size,
    "other order": lambda x: np.roll(x.reshape(-1), 2).reshape(x.shape),
    "rows in another order": lambda x: x[[1, 0, 2]],
    "columns in another order": lambda x: x[:, [3, 4, 0, 1, 2]],
    "other shape": lambda x: x[None],
    "too few": lambda x: x[:-2, :-1],
    "too many": lambda x: np.pad(x, 2, mode="edge"),
    "an entry too many": lambda x: {"scores": x, "size": x.size},
    "reciprocal": lambda x: 1 / x,
    "no signs": np.abs,
    "squared": lambda x: x**2,
    "rounded": lambda x: np.floor(9 * x) * 1.0,
    "zeros": lambda x: np.where(x < 0, 0, x),
    "off by one": lambda x: x - 1,
    "off by a count": lambda x: x + x.size,
    "off by a constant": lambda x: x + 0.25,
}
DUE = {"rounded": lambda x: 9 * x}  # what is right, where it is not the image


def pair(word: str, image: Any) -> tuple[Any, Any]:
    return MADE[word](image), DUE.get(word, np.asarray)(image)


@pytest.mark.parametrize("word", MADE)
@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_a_relation_is_found_where_it_was_made(word: str, seed: int) -> None:
    assert said(*(pair(word, image) for image in images(seed, 3, 5))) == word


@pytest.mark.parametrize("word", MADE)
def test_a_case_too_small_to_tell_does_not_hide_a_relation(word: str) -> None:
    first, second = (pair(word, image) for image in images(7, 3, 5)[:2])
    small = np.ones((3, 5)) * (-2.5 if word in ("no signs", "zeros") else 2.5)
    got, due = pair(word, small)
    if not (np.shape(got) == np.shape(due) and np.allclose(got, due)):  # else it is right
        assert said((got, due), first, second) == word


@given(SEEDS)
@settings(max_examples=200, deadline=None)
def test_unrelated_answers_have_none(seed: int) -> None:
    got, due = images(seed), images(seed + 1)
    assert said(*zip(got, due)) == ""
    same_shape = [np.random.default_rng(seed).normal(size=each.shape) for each in due]
    assert said(*zip(same_shape, due)) == ""


@given(SEEDS)
@settings(max_examples=200, deadline=None)
def test_unrelated_numbers_and_lists_have_none(seed: int) -> None:
    chance = np.random.default_rng(seed)
    due, got = (sorted(chance.integers(1, 10**6, 4).tolist()) for _ in range(2))
    assert said(*zip(got, due)) == ""
    assert said(*zip(chance.normal(size=4).tolist(), chance.normal(size=4).tolist())) == ""
    lists = [chance.integers(1, 10**6, chance.integers(1, 6)).tolist() for _ in range(6)]
    assert said(*zip(lists[:3], lists[3:])) == ""


@given(SEEDS, st.sampled_from(sorted(MADE)))
@settings(max_examples=200, deadline=None)
def test_one_case_that_does_not_fit_is_enough_for_none(seed: int, word: str) -> None:
    first, second, third = images(seed, 3, 5)
    odd = np.random.default_rng(seed).normal(size=(3, 5))
    assert said(pair(word, first), pair(word, second), (odd, third)) == ""


def test_one_failing_case_proves_nothing() -> None:
    (image, *_) = images(1, 3, 5)
    assert said((-image, image)) == ""


@pytest.mark.parametrize(
    ("pairs", "word"),
    [
        ([(3, 2), (8, 7), (5, 4)], "off by one"),
        ([([2, 5], (1, 4)), ([3, 9], (2, 8))], "off by one"),
        ([(3, 2), (8, 7), (5, 5.5)], ""),
        ([(4, 2), (14, 7), (8, 4)], "scaled"),
        ([(4, 2), (14, 7)], ""),
        ([([1, 2], (1, 2)), ([3, 4], (3, 4))], "other type"),
        ([(2, 2.0), (3, 3.0)], ""),
        ([(2.0, 2), (3.0, 3)], "other type"),
        ([(True, False), (False, True)], ""),
        ([([True, False] * 5, [False, True] * 5), ([True] * 9, [False] * 9)], "negated"),
        ([((4, 1), 4), ((9, 3), 9), ((70, 2), 70)], "an entry too many"),
        ([((30,), 30), ((85,), 85)], "an entry too many"),
        ([([1, 2, 3], [1, 2, 3, 4, 5]), ([2, 4, 6], [2, 4, 6, 8, 9, 10])], "too few"),
        ([([1, 2, 5], [1, 2, 3, 5, 6]), ([2, 4, 7], [2, 4, 6, 7])], "some too few"),
        ([([0, 1, 2, 3], [1, 2, 3]), ([0, 4, 5, 7], [4, 5, 7])], "one number too many"),
        ([(2 / 7, 3.5), (0.08, 12.5)], "reciprocal"),
        ([(3.0, 9.0), (11.0, 121.0), (7.0, 49.0)], "root"),
        ([(81.0, 9.0), (121.0, 11.0), (49.0, 7.0)], "squared"),
        ([(13, 13.7), (207, 207.25), (5, 5.5)], "rounded"),
        ([(213.7, 213), (1207.25, 1207), (95.5, 95)], "not rounded"),
        ([(213.7, 213), (1206.25, 1207), (95.5, 95)], ""),
        ([(3, 4), (2, 3)], ""),
        ([(4, 2), (4, 2), (4, 2), (4, 2)], ""),
        ([("a", 1.5), ("b", 2.5)], ""),
        ([("low", "high"), ("low", "medium")], ""),
        ([(2**60, 2**60 + 1), (2**61, 2**61 + 1), (1, 2)], ""),
    ],
)
def test_plain_numbers_have_relations_too(pairs: list[tuple[Any, Any]], word: str) -> None:
    assert said(*pairs) == word


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_arguments_that_change_places_are_named(seed: int) -> None:
    made = [(other, one) for one, other in (images(seed + i, 3, 3)[:2] for i in range(3))]
    cases = [Case(Call("right", (d, g)), Outcome("returned", value=g)) for g, d in made]
    found = relation_of(cases, REFERENCE)
    assert found is not None
    assert found.sentence == "Your result would be right if `image` and `bias` changed places."


def test_a_factor_is_named_after_what_it_counts_and_no_value_is_told() -> None:
    made = [Call("right", (image, 7)) for image in images(3, 3, 5)]
    cases = [Case(call, Outcome("returned", value=call.args[0] / 7)) for call in made]
    found = relation_of(cases, REFERENCE)
    assert found is not None
    assert found.sentence == "Your wrong numbers are too small by a factor: `bias`."


def test_too_much_by_a_count_needs_counts_that_are_not_small() -> None:
    def found(*calls: tuple[int, int]) -> str:
        cases = [Case(Call("right", call), Outcome("returned", value=sum(call))) for call in calls]
        relation = relation_of(cases, REFERENCE)
        return relation.sentence if relation else ""

    assert (
        found((700, 155), (90, 231)) == "Your wrong numbers are too large by exactly this: `bias`."
    )
    assert found((9, 2), (8, 3)) == ""


def test_a_factor_may_be_the_root_of_a_count() -> None:
    made = images(3, 3, 5)
    cases = [
        Case(Call("right", (image,)), Outcome("returned", value=image / 15**0.5)) for image in made
    ]
    found = relation_of(cases, REFERENCE)
    assert found is not None
    assert "the square root of the number of entries in `image`" in found.sentence
