"""What is remembered of a test's questions, for words and diagnosis after the test."""

from __future__ import annotations

from types import SimpleNamespace

import torch

from autograder.testing.check import Check, InProcess, Run, Student


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
