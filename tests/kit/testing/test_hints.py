"""Each way of failing has its own next step; the test's own hint is for values."""

from __future__ import annotations

import math
import types
from pathlib import Path

import pytest
import torch

from autograder.testing import tell
from autograder.testing.check import Check, InProcess, Run, Student
from autograder.testing.feedback import failure_text
from autograder.testing.outcome import Call, NoAnswer, Outcome

OWN = "Which pixel stands under the corner?"
ROW = torch.tensor([1.0, 2.0])


def failure(source: str, tmp_path: Path, expect: object = ROW, forbid: tuple[str, ...] = ()):
    path = tmp_path / "work.py"
    path.write_text("import math, torch\n" + source)
    module = types.ModuleType("work")
    module.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    with pytest.raises(Exception) as found:
        Check(Run("f", InProcess(module, forbid))).f(ROW, expect=expect)
    return found.value


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("return x + 1", OWN),
        ("x + 1", tell.NO_RETURN),
        ("return x.tolist()", tell.RUNGS["type"]),
        ("return x[None]", tell.RUNGS["shape"]),
        ("return x.double()", tell.RUNGS["dtype"]),
        ("return x / 0", tell.RUNGS["finite"]),
        ("y = x.clone(); x += 1; return y", tell.RUNGS["inputs"]),
        ("return x[:]", tell.RUNGS["memory"]),
        ("return y", tell.EXCEPTIONS["NameError"]),
        ("return x.reshpe(2)", tell.EXCEPTIONS["AttributeError"]),
        ("return x[7]", tell.EXCEPTIONS["IndexError"]),
        ("return f(x)", tell.EXCEPTIONS["RecursionError"]),
        ("raise ValueError(x)", tell.RAISED),
        ("raise SystemExit", tell.KINDS["exited"]),
        ("raise MemoryError", tell.KINDS["memory"]),
        ("raise NotImplementedError('Not written yet: f')", OWN),
    ],
)
def test_a_failure_has_its_own_next_step(body: str, hint: str, tmp_path: Path) -> None:
    assert tell.hint_for(failure(f"def f(x):\n    {body}\n", tmp_path), OWN) == hint


@pytest.mark.parametrize(
    ("code", "detail", "why", "hint"),
    [
        (11, "", "by a signal (Segmentation fault)", tell.KINDS["crashed"]),
        (9, "", "by a signal (Killed)", tell.KINDS["crashed"]),
        (None, "", "by a signal", tell.KINDS["crashed"]),
        (9, "wrote more than 200 MB", "because it wrote more than 200 MB", tell.BEYOND),
    ],
)
def test_what_ended_a_program_is_told(code: int | None, detail: str, why: str, hint: str) -> None:
    outcome = Outcome("crashed", code=code, detail=detail)
    assert tell.no_answer(outcome, "f") == f"the program was ended {why} inside `f`"
    assert tell.not_imported(outcome, "work.py").endswith(f": the program was ended {why}")
    assert tell.hint_for(NoAnswer("", Call("f"), outcome), OWN) == hint


def test_keys_that_are_missing_are_what_a_test_is_about(tmp_path: Path) -> None:
    error = failure("def f(x):\n    return {'a': 1}\n", tmp_path, expect={"a": 1, "b": 2})
    assert tell.hint_for(error, OWN) == OWN


def test_a_forbidden_call_has_its_own_next_step(tmp_path: Path) -> None:
    error = failure("def f(x):\n    return x.softmax(0)\n", tmp_path, forbid=("aten::*softmax*",))
    assert tell.hint_for(error, OWN) == tell.KINDS["forbidden"]


def test_an_assert_of_the_test_and_a_wrong_exception_keep_the_tests_hint(tmp_path: Path) -> None:
    module = types.SimpleNamespace(f=lambda x: math.sqrt(-1))
    with pytest.raises(AssertionError) as wrong:
        Check(Run("f", InProcess(module))).f.raises(KeyError, 1)
    assert tell.hint_for(wrong.value, OWN) == OWN
    assert tell.hint_for(AssertionError("the gap shrinks"), OWN) == OWN


def test_what_a_test_cannot_use_is_a_matter_of_type() -> None:
    run = Run("f", InProcess(types.SimpleNamespace(f=lambda: None)))
    with pytest.raises(TypeError) as found:
        Student(run).f() + 1
    assert tell.hint_for(found.value, OWN) == tell.UNUSABLE


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "def f(x):\n    return x.reshpe(2)\n",
            "has no attribute 'reshpe'. Did you mean `reshape`?",
        ),
        ("def f(x):\n    return torch.zeros_lik(x)\n", "Did you mean `zeros_like`?"),
        ("def f(image):\n    return imgae + 1\n", "'imgae' is not defined. Did you mean `image`?"),
        ("def f(x):\n    return math.sqrrt(2)\n", "Did you mean `sqrt`?"),
        ("def f(x):\n    return lenn(x)\n", "Did you mean `len`?"),
        ("def ff(x):\n    return x\n", "called `f` in your file"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(
    source: str, sentence: str, tmp_path: Path
) -> None:
    assert sentence in failure_text(failure(source, tmp_path))


def test_a_function_under_another_name_is_found(tmp_path: Path) -> None:
    module = types.SimpleNamespace(moving_averge=lambda: 1, other=lambda: 2)
    with pytest.raises(
        AssertionError, match=r"no function called `moving_average`.*`moving_averge`"
    ):
        Check(Run("f", InProcess(module))).moving_average(expect=1)


def test_a_name_that_resembles_nothing_is_left_alone(tmp_path: Path) -> None:
    text = failure_text(failure("def f(x):\n    return zzyzx\n", tmp_path))
    assert "Did you mean" not in text


def test_objects_that_hide_their_names_change_nothing(tmp_path: Path) -> None:
    source = """
class Shy:
    def __dir__(self):
        raise ValueError
def f(x):
    return Shy().reshpe
"""
    assert "has no attribute 'reshpe'" in failure_text(failure(source, tmp_path))
