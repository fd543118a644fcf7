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
from autograder.testing.failure import Call
from autograder.testing.outcome import Outcome

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
}


@pytest.mark.parametrize("word", MADE)
@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_a_relation_is_found_where_it_was_made(word: str, seed: int) -> None:
    made = [(MADE[word](image), image) for image in images(seed, 3, 5)]
    assert said(*made) == word


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_unrelated_answers_have_none(seed: int) -> None:
    got, due = images(seed), images(seed + 1)
    assert said(*zip(got, due)) == ""
    same_shape = [np.random.default_rng(seed).normal(size=each.shape) for each in due]
    assert said(*zip(same_shape, due)) == ""


@given(SEEDS, st.sampled_from(sorted(MADE)))
@settings(max_examples=60, deadline=None)
def test_one_case_that_does_not_fit_is_enough_for_none(seed: int, word: str) -> None:
    first, second, third = images(seed, 3, 5)
    odd = np.random.default_rng(seed).normal(size=(3, 5))
    assert said((MADE[word](first), first), (MADE[word](second), second), (odd, third)) == ""


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
    assert found.sentence == "Your numbers are too small by a factor: `bias`."
