"""Answers that differ by rounding have one digest; answers that differ otherwise have not."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing.check import Case
from autograder.testing.digests import digests
from autograder.testing.outcome import Call, Outcome, Raised

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


def answered(value: Any) -> list[Case]:
    return [Case(Call("f"), Outcome("returned", value=value))]


def told(value: Any) -> tuple[str, ...]:
    return digests("t", answered(value))


@given(NUMBERS, st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_rounding_does_not_hide_an_answer(numbers: list[float], seed: int) -> None:
    """With two numbers at edges, the third digest is the same still."""
    array = np.array(numbers)
    moved, chance = array.copy(), np.random.default_rng(seed)
    for place in chance.integers(array.size, size=2):
        moved[place] += chance.uniform(-1e-6, 1e-6) * np.abs(array).max()
    assert set(told(array)) & set(told(moved))


@pytest.mark.parametrize("number", [0.0, 0.5, 1.0, 2.0, 3.5, 96.0, 0.75])
def test_everyday_numbers_are_at_no_edge(number: float) -> None:
    near = [torch.tensor([number * (1 + tiny), 4.0 * (1 - tiny)]) for tiny in (-1e-6, 0, 1e-6)]
    assert len(set(map(told, near))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 2),
        (1, 1.0),
        (1, True),
        ((1, 2), [1, 2]),
        (1.0, 1.02),
        ([1.0], [1.0, 1.0]),
        ("low", "high"),
        ({"a": 1}, {"b": 1}),
        (math.nan, math.inf),
        (torch.zeros(2, 3), torch.zeros(3, 2)),
        (torch.zeros(2), torch.zeros(2, dtype=torch.float64)),
        (torch.zeros(2), np.zeros(2, dtype="float32")),
        (torch.tensor([1.0, 2.0]), torch.tensor([2.0, 1.0])),
        (torch.tensor([1e-3, 2e-3]), torch.tensor([2e-3, 1e-3])),
        (torch.tensor([1.0 + 1j]), torch.tensor([1.0 - 1j])),
    ],
)
def test_other_answers_have_other_digests(one: Any, other: Any) -> None:
    assert not set(told(one)) & set(told(other))


def test_what_is_as_good_as_zero_is_zero() -> None:
    assert told(torch.tensor([1e-9, -1e-8])) == told(torch.zeros(2))


def test_effects_and_exceptions_count() -> None:
    outcomes = [
        Outcome("returned", value=1),
        Outcome("returned", value=1, changed=(0,)),
        Outcome("returned", value=1, shared=(0,)),
        Outcome("raised", raised=Raised("ValueError")),
        Outcome("raised", raised=Raised("KeyError")),
    ]
    made = {digests("t", [Case(Call("f"), outcome)]) for outcome in outcomes}
    assert len(made) == len(outcomes)


def test_right_answers_come_in_any_disguise() -> None:
    firsts = [Case(Call("f"), Outcome("returned", value=v), right=True) for v in (2, 2.0)]
    assert len({digests("t", [first, *answered(7)]) for first in firsts}) == 1
