"""Inputs are drawn fast, and are those that Python's own generator gives one by one."""

from __future__ import annotations

import random

import pytest

from autograder.testing.fixtures import Rng


@pytest.mark.parametrize(("low", "high"), [(-4, 5), (0, 7), (3, 3), (-100, 1000)])
def test_whole_numbers_are_drawn_as_randint_draws_them(low: int, high: int) -> None:
    rng = Rng("a test")
    one_by_one = random.Random(rng.seed)

    drawn = rng.whole(40, 25, low=low, high=high, dtype="int64").flatten().tolist()

    assert drawn == [one_by_one.randint(low, high) for _ in range(1000)]
    assert rng.integer(low, high) == one_by_one.randint(low, high)


def test_a_range_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no whole number from 5 to 4"):
        Rng("a test").integer(5, 4)
