"""The ladder: each rung breaks for its own reason, and right answers pass in any disguise."""

from __future__ import annotations

import enum
import math

import numpy
import pytest
import torch

from autograder.testing.compare import Tolerance, compare, precision_of

X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
Size = enum.IntEnum("Size", {"LARGE": 7})
Name = enum.Enum("Name", {"LOW": "low"}, type=str)


@pytest.mark.parametrize(
    ("got", "expected", "rung", "words"),
    [
        (None, X, "type", "is a `return` missing?"),
        (X.numpy(), X, "type", "a numpy array, expected a torch.Tensor"),
        (X.reshape(4), X, "shape", "shape (4,), expected (2, 2)"),
        (X.double(), X, "dtype", "float64, expected float32"),
        (X * math.nan, X, "finite", "[0, 0] is nan"),
        (X / 0, X, "finite", "infinite"),
        (X.T.clone(), X, "values", "2 of 4 entries differ; the first is the result[0, 1] = 3"),
        (True, 1, "type", "a bool (True), expected an int"),
        (1, True, "type", "expected a bool"),
        (torch.tensor(3), 3, "type", "a torch.Tensor, expected an int"),
        (3.0, 3, "type", "a float (3.0), expected an int"),
        (numpy.float32(3), 3.0, "type", "expected a float"),
        (numpy.float64(4), 3.0, "values", "the result is 4.0, expected 3.0"),
        (numpy.True_, True, "type", "expected a bool"),
        (math.nan, 1.0, "finite", "not a number"),
        ([1, 2], (1, 2), "type", "a list, expected a tuple"),
        ([1, 2], [1, 2, 3], "shape", "2 entries, expected 3"),
        ([1, 5], [1, 2], "values", "the result[1] is 5, expected 2"),
        ({"a": 1}, {"a": 1, "b": 2}, "shape", "no key 'b'"),
        ({"a": 1, "c": 0}, {"a": 1}, "shape", "a key too many: 'c'"),
        ("low", "high", "values", "'low', expected 'high'"),
        (torch.eye(2).to_sparse(), torch.eye(2), "type", "sparse"),
        (Size.LARGE, 3, "values", "is 7, expected 3"),
    ],
)
def test_the_first_rung_that_breaks_is_named(got, expected, rung, words) -> None:
    difference = compare(got, expected)
    assert difference is not None
    assert difference.rung == rung
    assert words in difference.sentence


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (X.clone(), X),
        (X + 1e-6, X),
        (torch.Size([1, 2]), (1, 2)),
        (3, 3.0),
        (numpy.float64(3.0), 3.0),
        (10**400, 10**400),
        (math.nan, math.nan),
        (torch.tensor([math.inf]), torch.tensor([math.inf])),
        (torch.zeros(0, 3), torch.zeros(0, 3)),
        (torch.nn.Parameter(X), X),
        (X.bfloat16(), X.bfloat16()),
        (torch.tensor([True]), torch.tensor([True])),
        (numpy.arange(3), numpy.arange(3)),
        ((1, X), (1, X)),
        (X + 0j, X + 0j),
        (Size.LARGE, 7),
        (Name.LOW, "low"),
        ([Size.LARGE, 1], [7, 1]),
    ],
)
def test_right_answers_pass(got, expected) -> None:
    assert compare(got, expected) is None


def test_a_detour_through_float32_shows_in_float64() -> None:
    exact = torch.rand(50, dtype=torch.float64)
    assert compare(exact.float().double(), exact) is not None
    assert compare(exact + 1e-12, exact) is None


def test_an_exact_check_allows_no_rounding() -> None:
    assert compare(X + 1e-6, X, Tolerance(exact=True)) is not None


def test_a_float_from_float32_inputs_has_float32_precision() -> None:
    assert precision_of([torch.zeros(1)]) == "float32"
    assert compare(0.1 + 1e-7, 0.1, precision="float32") is None
    assert compare(0.1 + 1e-7, 0.1, precision="float64") is not None


def test_a_result_left_on_another_device_is_named() -> None:
    got = X.clone()
    got.wire_device = "cpu"
    difference = compare(got, X, device="cuda")
    assert difference is not None
    assert difference.rung == "device"
