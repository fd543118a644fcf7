"""Got and expected, each for itself, as staff's records and questions show them."""

from __future__ import annotations

import numpy as np

from autograder.testing.compare import Difference
from autograder.testing.feedback import sides
from autograder.testing.outcome import Call, Mismatch, Outcome


def mismatch(got: object, expected: object, rung: str = "values") -> Mismatch:
    call = Call("fold", (1,))
    wrong = got != expected if isinstance(got, np.ndarray) and rung == "values" else None
    return Mismatch(Difference(rung, "no", wrong=wrong), call, Outcome("returned", got), expected)


def test_two_grids_that_nearly_agree_look_different():
    got, expected = np.array([[1.0, 2.000001]]), np.array([[1.0, 2.0]])
    mine, due = sides(mismatch(got, expected))
    assert mine != due
    assert "*" not in mine + due


def test_other_values_are_shown_as_they_are_typed():
    assert sides(mismatch((1, "a"), (1, "b"))) == ("(1, 'a')", "(1, 'b')")
    row, grid = np.array([1.0]), np.array([[1.0]])
    assert sides(mismatch(row, grid, "shape")) == ("numpy.array([1.])", "numpy.array([[1.]])")


def test_what_the_sentence_says_has_no_sides():
    assert sides(mismatch(np.float32(1), np.float64(1), "dtype")) == ("", "")
