"""The cases by which a release is proved."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.course import Assignment
from autograder.prove.cases import called_names, cases_of, closure, keep_only, touched

TEXT = """\
def first(x):
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION


def second(x):
    ### BEGIN SOLUTION
    return first(x) + helper(x)
    ### END SOLUTION


def helper(x):
    return 1
"""


def test_a_function_comes_with_those_that_it_calls() -> None:
    calls = called_names(TEXT)
    assert closure("second", calls) == {"first", "second", "helper"}
    assert closure("first", calls) == {"first"}


def test_the_others_become_stubs(words: Assignment) -> None:
    files, solved = keep_only(words, ["count_letters"])
    assert solved == {"count_letters"}
    assert "return counts\n" in files["words.py"]
    assert "word.upper()" not in files["words.py"]
    scope: dict[str, Any] = {}
    exec(files["words.py"], scope)
    with pytest.raises(NotImplementedError, match="write `shout`"):
        scope["shout"]("hey")


def test_all_kinds_of_cases_are_there(words: Assignment) -> None:
    kinds = [case.kind for case in cases_of(words)]
    assert kinds == ["reference", "starter"] + ["alone"] * 3 + ["misconception"] * 3 + [
        "alternative"
    ]
    assert len(cases_of(words, quick=True)) == 5


def test_tests_that_reach_a_replaced_function_are_graded_again() -> None:
    calls = called_names(
        "def helper(): ...\ndef f(): helper()\ndef g(): ...\n"
        "def test_f__a(check): check.f()\ndef test_g__a(check): check.g()\n"
        "def test_experiment__a(student): student.probe(run)\ndef run(m): m.g()\n"
    )
    assert touched(["helper"], calls) == {"f"}
    assert touched(["g"], calls) == {"g", "experiment"}
