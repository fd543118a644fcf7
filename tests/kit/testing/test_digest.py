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
from autograder.testing.digest import OFFSETS, digest, leeway
from autograder.testing.failure import Call
from autograder.testing.outcome import Outcome, Raised

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


def answered(value: Any) -> list[Case]:
    return [Case(Call("f"), Outcome("returned", value=value))]


def digests(value: Any) -> list[str]:
    return [digest("t", answered(value), offset) for offset in range(OFFSETS)]


@given(NUMBERS, st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_no_rounding_moves_an_answer_over_an_edge(numbers: list[float], seed: int) -> None:
    array = np.array(numbers)
    noise = np.random.default_rng(seed).uniform(-1, 1, array.size)
    cases = answered(array)
    steady = max(range(OFFSETS), key=lambda offset: leeway(cases, offset))
    differs = 0.9 * leeway(cases, steady) * max(np.abs(array).max(), 1e-6)
    moved = answered(array + noise * differs)
    assert digest("t", cases, steady) == digest("t", moved, steady)
    assert leeway(cases, steady) > 1e-6


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
    assert not set(digests(one)) & set(digests(other))


def test_what_is_as_good_as_zero_is_zero() -> None:
    assert digests(torch.tensor([1e-9, -1e-8])) == digests(torch.zeros(2))


def test_effects_and_exceptions_count() -> None:
    outcomes = [
        Outcome("returned", value=1),
        Outcome("returned", value=1, changed=(0,)),
        Outcome("returned", value=1, shared=(0,)),
        Outcome("raised", raised=Raised("ValueError")),
        Outcome("raised", raised=Raised("KeyError")),
    ]
    made = {digest("t", [Case(Call("f"), outcome)], 0) for outcome in outcomes}
    assert len(made) == len(outcomes)


def test_right_answers_come_in_any_disguise() -> None:
    firsts = [Case(Call("f"), Outcome("returned", value=v), right=True) for v in (2, 2.0)]
    assert len({digest("t", [first, *answered(7)], 0) for first in firsts}) == 1
