"""`verify` sees where one mistake costs the points of another function too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.course import Assignment, Spec
from autograder.judge.ideas import Idea
from autograder.prove.cases import Trial, called_names, holding
from autograder.prove.proofs import GradedTrial, audit

CALLS = called_names(
    "def low(): shared()\ndef high(): low()\ndef beside(): shared()\ndef shared(): ...\n"
    "def test_low__a(check): ...\ndef test_high__a(check): ...\ndef test_beside__a(check): ...\n"
)


def idea(code: str, *functions: str) -> Idea:
    return Idea("a_mistake", "A mistake", "", functions, "work.py", code, "ideas/low.md")


def test_a_function_that_calls_the_wrong_one_does_not_contain_the_mistake() -> None:
    assert holding(idea("def low(): ...", "low"), CALLS) == {"low"}


def test_functions_that_share_a_wrong_helper_contain_it_both() -> None:
    assert holding(idea("def shared(): ...", "low"), CALLS) == {"low", "beside"}


def result(function: str, status: str = "failed", **more: Any) -> dict[str, Any]:
    facts = {"test": f"hidden/test_work.py::test_{function}__a", "problem": function, **more}
    name = f"1.1 {function}: a (1 point)"
    return {
        "name": name, "status": status, "max_score": 1, "output": "no", "extra_data": facts,
    }  # fmt: skip


def audited(spec: Spec, *tests: dict[str, Any]) -> Any:
    case = Trial("misconception", "a_mistake", {}, holding=frozenset({"low"}))
    own = result("low", misconception="a_mistake")
    return audit([GradedTrial(case, {"score": 0, "tests": [own, *tests]})], spec)


def test_points_of_another_function_are_a_fault_that_names_both(words: Assignment) -> None:
    found = audited(words.spec, result("high"))
    assert found.costs_twice == ["a_mistake"]
    assert "misconception a_mistake: costs points of high too: 1.1 high" in found.faults[0]


def test_what_was_carried_forward_or_waits_for_the_function_is_none(words: Assignment) -> None:
    carried = result("high", "passed", carried_forward=["low"])
    assert audited(words.spec, carried, result("beside", kind="blocked")).faults == []


def test_what_course_yml_gives_a_reason_for_is_counted_and_no_fault(words: Assignment) -> None:
    spec = replace(words.spec, costs_twice={"low": {"high": "it is handed a function"}})
    found = audited(spec, result("high"))
    assert found.faults == []
    assert dict(found.excused) == {"low costs high": 1}


def test_another_functions_tests_do_not_catch_an_idea(words: Assignment) -> None:
    case = Trial("misconception", "a_mistake", {}, holding=frozenset({"low"}))
    found = audit([GradedTrial(case, {"score": 0, "tests": [result("high")]})], words.spec)
    assert "loses no points on a hidden test" in found.faults[0]
