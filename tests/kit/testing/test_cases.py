"""What is remembered of a test's questions, for words and diagnosis after the test."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from autograder.testing.check import Check, InProcess, Run, Student
from autograder.testing.failure import Mismatch, NoAnswer


def double(x, more=None):
    return 2 * x


def asked(module, x):
    return module.double(x)


def test_a_case_keeps_its_inputs_whatever_the_test_does_with_them() -> None:
    module = SimpleNamespace(double=double)
    run = Run("double", InProcess(module), module)
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
