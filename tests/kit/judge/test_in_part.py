"""What is said of a part of wrong answers is true of all of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge.in_part import part_of
from autograder.testing.check import Case
from autograder.testing.outcome import Call, CodeLine, Outcome, Raised

SEEDS = st.integers(0, 2**32 - 1)


def measured(number: int) -> Any:
    """The `width` and the height."""


def said(wrong: list[tuple[Any, Any]], right: int = 0) -> str:
    """The relation's word, for pairs of what came and what was due, each a value or an outcome."""
    made = [*wrong, *[(100 + n, 100 + n) for n in range(right)]]
    outcomes = [[e if isinstance(e, Outcome) else Outcome("returned", e) for e in p] for p in made]
    cases = [Case(Call("measured", (n,)), got) for n, (got, _) in enumerate(outcomes)]
    answers: Any = SimpleNamespace(
        reference=SimpleNamespace(measured=measured),
        expected=lambda call: outcomes[call.args[0]][1],
    )
    found = part_of(cases, {id(case) for case in cases[: len(wrong)]}, answers)
    return found.word.removeprefix("in part: ") if found else ""


def error(kind: str, line: int = 7, text: str = "x = y[z]") -> Outcome:
    frame = CodeLine("f.py", line, "measured", text)
    return Outcome("raised", raised=Raised(kind, "", (kind,), (frame,)))


REFUSAL = error("ValueError", 3, "raise ValueError(n)")


@pytest.mark.parametrize(
    ("wrong", "right", "word"),
    [
        ([(error("IndexError"), 1), (error("TypeError"), 2)], 0, "one line"),
        ([(error("IndexError"), 1), (error("IndexError", 8), 2)], 0, "stops"),
        ([(REFUSAL, 1), (REFUSAL, 2)], 3, "refused"),
        ([(error("IndexError"), 1)], 3, "stops"),
        ([(error("IndexError"), 1)], 1, ""),
        ([(REFUSAL, error("ValueError"))], 4, "message"),
        ([(REFUSAL, error("TypeError"))], 4, "other exception"),
        ([(5, REFUSAL)], 4, "not refused"),
        ([(5, REFUSAL), (6, REFUSAL)], 0, ""),
        ([(5, REFUSAL), (REFUSAL, 7)], 3, "refusals"),
        ([(5, REFUSAL), (REFUSAL, 7)], 0, ""),
        ([(3, 2), (9, 4), (7, 5)], 0, "too large"),
        ([(3, 2), (9, 4), (4, 5)], 0, ""),
        ([(3, 2), (9, 4)], 0, ""),
        ([((1, 3), (1, 2)), ((4, 9), (4, 5)), ((2, 1), (2, 8))], 0, "one part"),
        ([(True, False), (True, False)], 2, "too often yes"),
        ([(False, True), (True, False)], 2, ""),
        ([(7, 5)], 6, "all but one"),
        ([(7, 5)], 5, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_and_what_is_not(wrong: Any, right: int, word: str) -> None:
    assert said(wrong, right) == word


def images(seed: int) -> list[Any]:
    chance = np.random.default_rng(seed)
    return [chance.normal(size=(3, 4 + n, 5)) for n in range(3)]


ARRAYS = {
    "size": lambda x: x[:, 1:],
    "dimensions": lambda x: x[0],
    "wrong shape": lambda x: np.ones((4, 1, x.shape[1])),
    "first right": lambda x: np.dstack([x[..., :2], x[..., :1:-1]]),
    "too small": lambda x: x - abs(x),
    "right shape": lambda x: np.random.default_rng(2**32 + x.shape[1]).normal(size=x.shape),
}


@pytest.mark.parametrize("word", ARRAYS)
@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_arrays_have_parts_as_well(word: str, seed: int) -> None:
    assert said([(ARRAYS[word](x), x) for x in images(seed)]) == word


@given(SEEDS, st.sampled_from(sorted({*ARRAYS} - {"right shape"})))
@settings(max_examples=60, deadline=None)
def test_one_answer_that_does_not_fit_is_enough_for_none(seed: int, word: str) -> None:
    first, second, third = images(seed)
    odd = np.random.default_rng(seed + 1).normal(size=third.shape)
    assert said([(ARRAYS[word](x), x) for x in (first, second)] + [(odd, third)]) != word


def test_nothing_is_said_of_values_where_they_are_right() -> None:
    changed = [(Outcome("returned", x, changed=(0,)), x) for x in images(0)]
    assert said(changed) == ""
    assert said([*changed, (np.ones((3, 3)), np.zeros((3, 3)))]) == ""


def test_nothing_more_is_said_where_the_program_ends_itself() -> None:
    left = Outcome("exited", raised=REFUSAL.raised)
    assert said([(left, 1), (left, 2)], 3) == ""


def test_a_crash_is_no_refusal_and_speaks_for_the_values_beside_it() -> None:
    assert said([(5, REFUSAL), (error("IndexError"), 7)], 3) == ""
    assert said([(9, 4), (9, 5), (9, 6), (error("IndexError"), 7)], 3) == ""


def test_a_part_is_named_only_where_the_docstring_names_it() -> None:
    wide = [({"width": 3 * n, "secret": n}, {"width": n, "secret": n}) for n in (4, 5, 6)]
    secret = [({"width": n, "secret": 3 * n}, {"width": n, "secret": n}) for n in (4, 5, 6)]
    assert said(wide) == said(secret) == "too large"
    mixed = [({"width": n, "secret": m}, {"width": n, "secret": 5}) for n, m in ((1, 4), (2, 6))]
    assert said(mixed) == ""
