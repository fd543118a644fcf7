"""What the wrong ideas answer to the public tests, as a table for the student's folder."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from functools import lru_cache

from autograder.course import Assignment
from autograder.judge.ideas import Idea, misconceptions
from autograder.judge.modules import load_overlay
from autograder.judge.suite import Suite, TestRun, collected
from autograder.testing.check import Case, InProcess, Run
from autograder.testing.diagnoses import Diagnoses, row_of
from autograder.testing.digest import OFFSETS, leeway, speaks

ENOUGH = 1e-4  # of the largest number: two ways to the same answer differ by less


@lru_cache(maxsize=8)  # several channels give the same folder
def diagnoses_text(assignment: Assignment) -> str:
    """`kit/diagnoses.json`."""
    ideas = misconceptions(assignment)
    with collected(assignment) as suite, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an idea is meant to be wrong: nobody should hear of it
        failing = [_failing(suite, assignment, idea) for idea in ideas]
    table = _table(ideas, failing)
    return json.dumps({"ideas": table.ideas, "tests": table.tests}, ensure_ascii=False, indent=0)


def _failing(suite: Suite, assignment: Assignment, idea: Idea) -> dict[str, Sequence[Case]]:
    """What an idea answers to the tests of its own functions that it fails."""
    module = load_overlay(assignment, idea)
    tests = [facts for facts in suite.facts if facts.public and facts.problem in idea.functions]
    runs = [suite.call(facts, Run(facts.problem, InProcess(module))) for facts in tests]
    return {_name(run): run.cases for run in runs if run.status == "failed"}


def _name(run: TestRun) -> str:
    return run.facts.id.rpartition("::")[2]


def _table(ideas: Sequence[Idea], failing: Sequence[dict[str, Sequence[Case]]]) -> Diagnoses:
    tests: dict[str, dict[str, list[int]]] = {}
    for number, answers in enumerate(failing):
        for test, cases in answers.items():
            if speaks(cases):
                row = row_of(test, cases, _steady(cases))
                tests.setdefault(test, {}).setdefault(row, []).append(number)
    return Diagnoses([(idea.title, idea.body) for idea in ideas], tests)


def _steady(cases: Sequence[Case]) -> int:
    """An offset with which no number lies near an edge: the first that is good enough."""
    ways = range(OFFSETS)
    enough = (offset for offset in ways if leeway(cases, offset) >= ENOUGH)
    return next(enough, max(ways, key=lambda offset: leeway(cases, offset)))
