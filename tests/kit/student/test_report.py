"""One failed test as text and as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.html import failure_html
from autograder.judge.suite import TestFacts
from autograder.testing.check import Check, InProcess, Run, Student
from autograder.testing.compare import Difference
from autograder.testing.feedback import failure_text, message
from autograder.testing.marks import Marks
from autograder.testing.outcome import Call, Mismatch, Outcome

FACTS = TestFacts(
    "public/test_x.py::test_f__a", "f", "1.1", "a", True, Marks(points=1, hint="Look.")
)


def failing(function: Callable[..., object], ask: Callable[[Check, Student], object]) -> Exception:
    """What a test raises for a student whose f is this."""
    module = ModuleType("work")
    module.f = function  # type: ignore[attr-defined]
    run = Run("f", InProcess(module))
    with pytest.raises(Exception) as found:
        ask(Check(run), Student(run))
    return found.value


def grid(rows: int, columns: int) -> np.ndarray:
    return np.arange(float(rows * columns)).reshape(rows, columns)


def test_small_arrays_stand_side_by_side_with_marks() -> None:
    wrong = grid(2, 3)
    wrong[1, 1] = -7.0
    error = failing(lambda: wrong, lambda check, _: check.f(expect=grid(2, 3)))
    assert failure_text(error, "Look.", "pytest -k f") == (
        "1 of 6 entries differ; the first is the result[1, 1] = -7, expected 4\n\n"
        "    f()\n\n"
        "    got            expected\n"
        "    0.   1.  2.    0.  1.  2.\n"
        "    3.  -7.* 5.    3.  4.  5.\n"
        "    (* differs)\n\n"
        "hint: Look.\n\n"
        "next: pytest -k f"
    )


def test_entries_that_differ_late_also_look_different() -> None:
    error = failing(
        lambda: np.array([1.0, 2.0000001]), lambda check, _: check.f(expect=np.array([1.0, 2.0]))
    )
    text = failure_text(error)
    assert "the first is the result[1] = 2.0000001, expected 2\n" in text
    assert "2.0000001*" in text


def test_of_a_large_array_the_place_of_the_first_difference_is_shown() -> None:
    wrong = grid(40, 50)
    wrong[30, 20] = 0.5
    text = failure_text(failing(lambda: wrong, lambda check, _: check.f(expect=grid(40, 50))))
    assert re.search(r"at rows \d+ to \d+, columns \d+ to \d+:", text)
    assert "0.5*" in text
    assert "1520." in text
    assert max(map(len, text.splitlines())) < 80


def test_a_deep_answer_is_shown_where_it_differs() -> None:
    right = {"a": [grid(2, 2), grid(2, 2)]}
    wrong = {"a": [grid(2, 2), grid(2, 2) + 1]}
    text = failure_text(failing(lambda: wrong, lambda check, _: check.f(expect=right)))
    assert "at ['a'][1]:" in text
    assert "1.* 2.*   0.  1." in text


def test_what_is_right_but_for_rounding_is_not_shown_for_what_is_wrong() -> None:
    right = (grid(2, 2), grid(2, 2))
    wrong = (grid(2, 2) + 1e-12, grid(3, 2))
    text = failure_text(failing(lambda: wrong, lambda check, _: check.f(expect=right)))
    assert text.startswith("the result[1] has shape (3, 2), expected (2, 2)")
    assert "at [1]:" in text
    assert "*" not in text


def test_only_the_entry_that_is_not_finite_is_marked() -> None:
    wrong = grid(2, 2) + 1e-12
    wrong[1, 0] = np.nan
    text = failure_text(failing(lambda: wrong, lambda check, _: check.f(expect=grid(2, 2))))
    assert text.startswith("the result[1, 0] is nan")
    assert re.findall(r"\S+\*", text.partition("(* differs)")[0]) == ["nan*"]


def test_different_dimensions_show_their_brackets() -> None:
    error = failing(lambda: grid(1, 2), lambda check, _: check.f(expect=np.array([0.0, 1.0])))
    text = failure_text(error)
    assert "got       numpy.array([[0., 1.]])\n    expected  numpy.array([0., 1.])" in text


def test_the_call_can_be_typed_again() -> None:
    x = grid(6, 6) / 8
    text = failure_text(failing(lambda x, k: 0, lambda check, _: check.f(x, k=2, expect=1)))
    source = text.partition("\n\n")[2].partition("\n\n    got")[0]
    kept = []
    eval(source.strip(), {"f": lambda x, k: kept.append((x, k)), "numpy": np})
    assert np.array_equal(kept[0][0], x)


def test_a_plain_assert_says_its_sentence_only() -> None:
    def ask(check: Check, student: Student) -> None:
        if student.f() != 2:
            raise AssertionError("twice one is two")  # `assert` itself is rewritten here

    assert failure_text(failing(lambda: 3, ask)) == "twice one is two"


def test_a_result_that_the_test_cannot_use() -> None:
    error = failing(lambda: None, lambda check, student: student.f() + 1)
    assert failure_text(error).startswith(
        "the test could not work with what your code gave back: TypeError: unsupported operand"
    )


def test_a_stub_has_no_details() -> None:
    def stub() -> None:
        raise NotImplementedError("Not written yet: write `f` in work.py, then run: pytest -k f")

    error = failing(stub, lambda check, _: check.f(expect=1))
    text = failure_text(error, next_command="pytest -k f")
    assert text == "`f` is not written yet\n\nnext: pytest -k f"


def test_colour_adds_nothing_but_colour() -> None:
    wrong = grid(2, 3) + 1
    error = failing(lambda: wrong, lambda check, _: check.f(expect=grid(2, 3)))
    coloured = failure_text(error, "Look.", "pytest -k f", colour=True)
    assert "\033[" in coloured
    assert re.sub(r"\033\[\d*m", "", coloured) == failure_text(error, "Look.", "pytest -k f")


class Balanced(HTMLParser):
    """Every tag that opens closes, and all tags are plain ones."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"p", "b", "div", "table", "tr", "td", "pre"}
        assert {name for name, _ in attrs} <= {"style"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["td"]:
            self.cells.append(data)
        self.words += data


def parsed(text: str) -> Balanced:
    page = Balanced()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_three_heat_maps_and_the_text_below() -> None:
    wrong = grid(2, 2)
    wrong[0, 1] = 5.0
    error = failing(lambda: wrong, lambda check, _: check.f(expect=grid(2, 2)))
    text = failure_html(FACTS, error, "Look.")
    page = parsed(text)
    assert [name for name in ("got", "expected", "difference") if f"<b>{name}</b>" in text] == [
        "got",
        "expected",
        "difference",
    ]
    assert page.cells.count("4.") == 1  # the difference
    assert "hint: Look." in page.words
    assert "(* differs)" in page.words
    assert page.words.count(message(error)) == 1


@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", "\x1b[31m\x00\ud800", "x" * 300_000, {"<b>": ["&"] * 50_000}],
)
def test_nothing_of_a_students_answer_is_markup_or_too_long(value: object) -> None:
    text = failure_html(FACTS, failing(lambda: value, lambda check, _: check.f(expect="a")), "")
    assert len(text) < 100_000
    assert "<script" not in text
    assert "\x1b" not in text
    text.encode()
    parsed(text)


@given(st.text(max_size=300))
def test_every_message_is_escaped(message: str) -> None:
    error = Mismatch(Difference("values", message), Call("f"), Outcome("returned", 1), 2)
    page = parsed(failure_html(FACTS, error, ""))
    assert page.open == []


@pytest.mark.parametrize("dtype", ["bool", "int64", "float32", "complex128"])
@pytest.mark.parametrize("shape", [(3,), (3, 4), (2, 3, 4), (30, 40), (1, 1)])
def test_every_dtype_and_shape_has_a_picture(dtype: str, shape: tuple[int, ...]) -> None:
    right = np.zeros(shape, dtype)
    wrong = np.ones(shape, dtype)
    error = failing(lambda: wrong, lambda check, _: check.f(expect=right))
    assert "<b>difference</b>" in failure_html(FACTS, error, "Look.")
    assert "got" in failure_text(error)


def test_values_that_are_not_numbers_keep_their_place() -> None:
    wrong = np.array([[np.nan, np.inf], [-np.inf, 1.0]])
    error = failing(lambda: wrong, lambda check, _: check.f(expect=np.ones((2, 2))))
    assert {"nan", "inf", "-inf"} <= set(parsed(failure_html(FACTS, error, "Look.")).cells)
