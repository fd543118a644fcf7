"""Whatever comes back, there are words and pictures for it, and a verdict in any case."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course import Spec
from autograder.judge import html, words
from autograder.judge.suite import TestFacts, TestRun
from autograder.judge.words import for_staff, for_student, html_for_student
from autograder.testing import feedback, show
from autograder.testing.check import Check, Run
from autograder.testing.compare import Difference
from autograder.testing.marks import Marks
from autograder.testing.outcome import Call, Mismatch, Outcome

SPEC = Spec("a", "1", "A", ("a.py",), 1)
FACTS = TestFacts("public/t.py::test_f__a", "f", "1.1", "a", True, Marks(points=1))

TORCH = [
    *(torch.bool, torch.uint8, torch.uint16, torch.uint32, torch.uint64),
    *(torch.int8, torch.int16, torch.int32, torch.int64),
    *(torch.float16, torch.bfloat16, torch.float32, torch.float64),
    *(torch.float8_e4m3fn, torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz),
    *(torch.float8_e8m0fnu, torch.complex32, torch.complex64, torch.complex128),
]
NUMPY = ["?", "i1", "i8", "u2", "u4", "u8", "f2", "f4", "f8", ">f8", "g", "c8", "c16", "G"]
ODD_TYPES = ["O", "U3", "S3", "M8[s]", "m8[ms]", "M8", "V4", "f4,(2,)i4"]
SHAPES = [(), (0,), (1,), (3,), (40,), (2, 3), (0, 3), (3, 0), (30, 40), (2, 3, 4), (1, 2, 1, 2, 3)]
EXTREMES = [math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324, 0.0, -0.0, 1.0, -3.0, 2.0**63]
DIGITS = 10**10_000


def tensors() -> st.SearchStrategy[Any]:
    return st.builds(tensor, st.sampled_from(TORCH), st.sampled_from(SHAPES), fill())


def arrays() -> st.SearchStrategy[Any]:
    return st.builds(array, st.sampled_from(NUMPY + ODD_TYPES), st.sampled_from(SHAPES), fill())


def fill() -> st.SearchStrategy[list[float]]:
    return st.lists(st.sampled_from(EXTREMES), min_size=1, max_size=5)


def tensor(dtype: torch.dtype, shape: tuple[int, ...], numbers: list[float]) -> torch.Tensor:
    raw = np.resize(np.array(numbers), math.prod(shape))
    return torch.tensor(raw).to(dtype).reshape(shape)


def array(dtype: str, shape: tuple[int, ...], numbers: list[float]) -> np.ndarray:
    made = np.zeros(shape, dtype)
    for place, number in zip(np.ndindex(*shape), numbers):
        try:
            made[place] = number
        except Exception:
            continue
    return made


def nested(depth: int) -> Any:
    value: Any = [1]
    for _ in range(depth):
        value = [value]
    return value


def circular() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


class Silent:
    """Raises whatever it is asked."""

    def __repr__(self) -> str:
        raise ValueError

    def __eq__(self, other: object) -> bool:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    ODD = [
        None, True, 0, DIGITS, -DIGITS, *EXTREMES, 1j, complex(math.nan, math.inf), "", "a\nb",
        "\ud800\x00\x1b[31m\u202e", "x" * 100_000, b"\xff", {1: 2}, {(1, "a"): [None]},
        {"\ud800": DIGITS}, {None: {}, 1.5: ()}, {math.nan: 1}, nested(40), nested(5_000), circular(),
        (), ((),), [[]], set(), range(3), slice(1), Ellipsis, Silent(), [Silent()], object, len,
        torch.zeros(1).expand(10**6, 10**6), torch.zeros(1, 1).expand(10**5, 3),
        np.broadcast_to(np.zeros(1), (10**6, 10**6)), torch.empty(3, 4, device="meta"),
        torch.zeros(3, 4).to_sparse(), torch.eye(3).to_sparse_csr(),
        torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)]),
        torch.quantize_per_tensor(torch.ones(2, 2), 0.1, 0, torch.qint8),
        torch.zeros(2, 2, dtype=torch.complex32), torch.ones(2, 2, dtype=torch.complex64).conj(),
        torch._neg_view(torch.ones(2)), torch.ones(2, requires_grad=True) * 2,
        torch.ones(2, 2).to_mkldnn(), np.matrix([[1, 2]]), np.ma.masked_array([1, 2], [0, 1]),
        np.float32(1), np.str_("a"), np.array([Silent()]), np.array([DIGITS, None]), np.array("a"),
        np.array([nested(3)], dtype=object), np.rec.array([(1, 2.0)]), np.datetime64("NaT"),
    ]  # fmt: skip


def values() -> st.SearchStrategy[Any]:
    # By number: hypothesis itself has no words for some of them.
    odd = st.integers(0, len(ODD) - 1).map(lambda number: ODD[number])
    plain = odd | st.text() | st.integers() | st.floats()
    leaf = tensors() | arrays() | plain
    inside = st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.tuples(inner, inner)
            | st.dictionaries(
                st.integers() | st.text() | st.none() | st.floats(), inner, max_size=3
            )
        ),
        max_leaves=6,
    )
    return leaf | inside


class Answers:
    """A backend that has one answer."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def __call__(self, call: Call) -> Outcome:
        return self.outcome


many = settings(
    deadline=None, suppress_health_check=list(HealthCheck), max_examples=300, derandomize=True
)


@pytest.mark.filterwarnings("ignore")
@many
@given(values())
def test_every_value_can_be_typed(value: Any) -> None:
    assert show.typed(value)
    assert show.call_lines(Call("f", (value, [value]), (("k", value),)))


def test_what_takes_seconds_to_write_is_named() -> None:
    assert show.typed([0] * 900_000) == "<list of 900000 entries>"
    assert show.typed({"a": [[0] * 100] * 200}) == "<dict of 1 entries>"
    assert show.typed([1, (2,)]) == "[1, (2,)]"


@pytest.mark.filterwarnings("ignore")
@many
@given(values(), values())
def test_every_verdict_has_its_words(got: Any, expected: Any) -> None:
    error = judged(got, expected)
    if error is not None:
        told(error)
    call = Call("f", (expected, got), (("k", got),))
    for rung in ("type", "values"):
        answer = Outcome("returned", value=got)
        told(Mismatch(Difference(rung, "they differ"), call, answer, expected))


@pytest.mark.filterwarnings("ignore")
@many
@given(st.sampled_from([*TORCH, *NUMPY]), st.sampled_from(SHAPES), fill(), fill())
def test_numbers_of_every_type_are_compared_shown_and_drawn(
    dtype: Any, shape: tuple[int, ...], some: list[float], others: list[float]
) -> None:
    make: Any = array if type(dtype) is str else tensor
    got, expected = make(dtype, shape, some), make(dtype, shape, others)
    assert judged(got, make(dtype, shape, some)) is None
    error = judged(got, expected)
    if error is None:
        return
    assert isinstance(error, Mismatch)
    assert feedback._difference(error, feedback.Paint(False))
    if got.ndim:
        assert html._pictures(error)


SPEECHLESS_EXCEPTIONS = [RecursionError, MemoryError, ValueError, ZeroDivisionError]


@pytest.mark.parametrize("kind", SPEECHLESS_EXCEPTIONS)
def test_where_there_are_no_words_the_verdict_stands_and_less_is_said(
    kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **more: Any) -> Any:
        raise kind

    error = judged(np.zeros(2), np.ones(2))
    for place, name in ((show, "call_lines"), (feedback, "part_to_show"), (html, "part_to_show")):
        monkeypatch.setattr(place, name, fail)
    assert isinstance(error, Mismatch)
    run = TestRun(FACTS, "failed", error)
    assert for_student(run, None, SPEC, set()).startswith(error.sentence)
    assert error.sentence in html_for_student(run, None)
    monkeypatch.setattr(words, "failure_text", fail)
    monkeypatch.setattr(words, "failure_html", fail)
    assert for_student(run, None, SPEC, set()) == for_staff(run, None, "work") == words.SPEECHLESS
    assert html_for_student(run, None) == ""


def judged(got: Any, expected: Any) -> BaseException | None:
    run = Run("f", Answers(Outcome("returned", value=got)))
    try:
        Check(run).f(expect=expected)
    except Exception as error:
        return error
    return None


def told(error: BaseException) -> None:
    run = TestRun(FACTS, "failed", error)
    for text in (for_student(run, None, SPEC, set()), for_staff(run, None, "work")):
        assert text.strip()
        assert text != words.SPEECHLESS
    assert html_for_student(run, None) or not isinstance(error, Mismatch)
    assert feedback.failure_text(error, "hint", "next", colour=True, width=79)
