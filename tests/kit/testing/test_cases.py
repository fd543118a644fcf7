"""What is remembered of a test's questions, for words and diagnosis after the test."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograder.testing.check import Check, InProcess, Run, Student, ask_module
from autograder.testing.outcome import Call, Failure, Mismatch, NoAnswer, Outcome


def right(module: Any) -> Callable[[Call], Outcome]:
    return partial(ask_module, module)


def double(x, more=None):
    return 2 * x


def asked(module, x):
    return module.double(x)


def test_a_case_keeps_its_inputs_whatever_the_test_does_with_them() -> None:
    module = SimpleNamespace(double=double)
    run = Run("double", InProcess(module), right(module))
    x, names = torch.arange(6.0).reshape(2, 3).t(), ["a"]
    Check(run).double(x, more=names)
    Student(run).probe(asked, x)
    x.fill_(7)
    names.append("b")

    called, probed = (case.call for case in run.cases)
    assert called.kwargs == (("more", ["a"]),)
    for call in (called, probed):
        assert torch.equal(call.args[0], torch.arange(6.0).reshape(2, 3).t())
        assert call.args[0].stride() == x.stride()


def test_a_block_asks_everything_and_tells_the_first_wrong_answer() -> None:
    run = Run("double", InProcess(SimpleNamespace(double=lambda x: x)))
    check = Check(run)

    def body() -> None:
        with check.together():
            check.double(0, expect=0)
            assert check.double(3, expect=6) == 3
            check.double(4, expect=8)
            check.double.raises(ValueError, 5)

    with pytest.raises(Mismatch, match="is 3, expected 6"):
        body()
    assert [case.right for case in run.cases] == [True, False, False, False]


def test_a_block_ends_where_no_answer_comes() -> None:
    run = Run("double", InProcess(SimpleNamespace()))
    check = Check(run)

    def body() -> None:
        with check.together():
            check.double(3, expect=6)
            check.double(4, expect=8)

    with pytest.raises(NoAnswer):
        body()
    assert len(run.cases) == 1


def both(module, x):
    return {"one": module.double(x), "two": module.double(x + 1)}


@pytest.mark.parametrize("told", ["", "wrong for {}"])
def test_the_fact_that_is_wrong_is_named_and_what_was_found_is_not(told: str) -> None:
    wrong = SimpleNamespace(double=lambda x: 2 * x if x < 4 else 77)
    run = Run("double", InProcess(wrong), right(SimpleNamespace(double=double)))
    with pytest.raises(Failure) as said:
        Check(run).facts(both, 3, **({"wrong": told} if told else {}))
    assert str(said.value).endswith(told.format("two") or "not as it should be: two")
    assert not isinstance(said.value, Mismatch)
    assert "77" not in str(said.value)
    assert [case.right for case in run.cases] == [False]


def shares(module, x):
    return {"one": module.third(x), "two": module.double(x)}


def test_a_fact_that_is_right_within_its_tolerance_is_not_the_one_that_is_named() -> None:
    exact = SimpleNamespace(third=lambda x: x.sum().item() / 3, double=lambda x: 2)
    rounded = SimpleNamespace(third=lambda x: (x.sum() / 3).item(), double=lambda x: 3)
    run = Run("third", InProcess(rounded), right(exact))
    with pytest.raises(Failure, match="not as it should be: two"):
        Check(run).facts(shares, torch.ones(5))


def test_an_answer_that_is_no_dict_of_facts_is_compared_as_any_other() -> None:
    run = Run(
        "double",
        InProcess(SimpleNamespace(double=double)),
        right(SimpleNamespace(double=lambda x: "a")),
    )
    with pytest.raises(Mismatch, match="expected a str"):
        Check(run).facts(asked, 3)
    run = Run(
        "double", InProcess(SimpleNamespace(double=double)), right(SimpleNamespace(double=double))
    )
    Check(run).facts(both, 3)
    assert run.cases[0].right
