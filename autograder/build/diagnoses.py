"""What the wrong ideas answer to the public tests, as a table for the student's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from autograder.course import Assignment
from autograder.judge.answers import Answers
from autograder.judge.ideas import Idea
from autograder.judge.likeness import is_enough
from autograder.judge.suite import Suite, collected
from autograder.testing.check import Case, Run
from autograder.testing.digests import digests


@dataclass(frozen=True)
class Shown:
    """How an idea fails a function's public tests."""

    idea: Idea
    problem: str
    answers: Mapping[str, Sequence[str]]  # of each test that it fails, as digests
    cases: Sequence[Case]


def diagnoses_text(assignment: Assignment) -> str:
    """`kit/diagnoses.json`: of every idea that can be told from all others by those tests."""
    answers = Answers(assignment)
    with collected(assignment) as suite:
        shown = [each for idea in answers.ideas for each in _shown(suite, idea, answers)]
        told = [each for each in shown if _is_told(each, shown, answers)]
    ideas = list(dict.fromkeys(each.idea for each in told))
    tests: dict[str, dict[str, list[int]]] = {}
    for each in told:
        for test, found in each.answers.items():
            for digest in found:
                tests.setdefault(test, {}).setdefault(digest, []).append(ideas.index(each.idea))
    table = {"ideas": [(idea.title, idea.body) for idea in ideas], "tests": tests}
    return json.dumps(table, ensure_ascii=False, indent=0)


def _shown(suite: Suite, idea: Idea, answers: Answers) -> Iterator[Shown]:
    """What an idea answers to the tests of its own functions, where it fails any."""
    answer = partial(answers.mistaken, idea)
    for problem in idea.functions:
        tests = [facts for facts in suite.facts if facts.public and facts.problem == problem]
        runs = [suite.call(facts, Run(problem, answer)) for facts in tests]
        failed = {
            run.facts.id.rpartition("::")[2]: run.cases for run in runs if run.status == "failed"
        }
        told = {test: digests(test, cases) for test, cases in failed.items()}
        if told and all(told.values()):
            yield Shown(idea, problem, told, [case for run in runs for case in run.cases])


def _is_told(shown: Shown, others: Sequence[Shown], answers: Answers) -> bool:
    known = sum(_same(each, shown) for each in others)
    return is_enough(shown.cases, known, answers.expected)


def _same(one: Shown, other: Shown) -> bool:
    """Whether two ideas, or one and itself, cannot be told apart."""
    if one.problem != other.problem or one.answers.keys() != other.answers.keys():
        return False
    return all(set(found) & set(other.answers[test]) for test, found in one.answers.items())
