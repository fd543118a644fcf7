"""What the wrong ideas answer to the public tests, as a table for the student's folder."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.course import Assignment
from autograder.judge.answers import Answers
from autograder.judge.evidence import is_enough
from autograder.judge.ideas import Idea, misconceptions
from autograder.judge.modules import load_overlay
from autograder.judge.suite import Suite, TestRun, collected
from autograder.testing.check import Case, InProcess, Run
from autograder.testing.diagnoses import Diagnoses, row_of
from autograder.testing.digest import OFFSETS, leeway, speaks

STEADY = 1e-4  # of the largest number: two ways to the same answer differ by less

Answered = Mapping[str, str]  # of each test of a function that an idea fails: the row of the table


@dataclass(frozen=True)
class Shown:
    """How an idea fails a function's public tests."""

    idea: Idea
    problem: str
    rows: Answered
    cases: Sequence[Case]


def diagnoses_text(assignment: Assignment) -> str:
    """`kit/diagnoses.json`: of every idea that can be told from all others by those tests."""
    answers = Answers(assignment)
    with collected(assignment) as suite, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an idea is meant to be wrong: nobody should hear of it
        shown = [each for idea in misconceptions(assignment) for each in _shown(suite, idea)]
        told = [each for each in shown if _is_told(each, shown, answers)]
    table = _table(told)
    return json.dumps({"ideas": table.ideas, "tests": table.tests}, ensure_ascii=False, indent=0)


def _shown(suite: Suite, idea: Idea) -> Iterator[Shown]:
    """What an idea answers to the tests of its own functions, where it fails any."""
    module = load_overlay(suite.assignment, idea)
    for problem in idea.functions:
        tests = [facts for facts in suite.facts if facts.public and facts.problem == problem]
        runs = [suite.call(facts, Run(problem, InProcess(module))) for facts in tests]
        failed = [run for run in runs if run.status == "failed"]
        if failed and all(speaks(run.cases) for run in failed):
            rows = {_name(run): _row(run) for run in failed}
            yield Shown(idea, problem, rows, [case for run in runs for case in run.cases])


def _is_told(shown: Shown, others: Sequence[Shown], answers: Answers) -> bool:
    known = sum(each.problem == shown.problem and each.rows == shown.rows for each in others)
    return is_enough(shown.cases, known, answers.expected)


def _name(run: TestRun) -> str:
    return run.facts.id.rpartition("::")[2]


def _row(run: TestRun) -> str:
    """With steps whose edges no number lies near: the first that are good enough, else the best."""
    ways = {offset: leeway(run.cases, offset) for offset in range(OFFSETS)}
    best = max(ways, key=lambda offset: min(ways[offset], STEADY))
    return row_of(_name(run), run.cases, best)


def _table(told: Sequence[Shown]) -> Diagnoses:
    ideas = list(dict.fromkeys(each.idea for each in told))
    tests: dict[str, dict[str, list[int]]] = {}
    for each in told:
        for test, row in each.rows.items():
            tests.setdefault(test, {}).setdefault(row, []).append(ideas.index(each.idea))
    return Diagnoses([(idea.title, idea.body) for idea in ideas], tests)
