"""Whether the student's folder names the wrong ideas that its own tests catch."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field

from autograder.build.diagnoses import diagnoses_text
from autograder.course import Assignment
from autograder.judge.answers import load_overlay
from autograder.judge.ideas import Idea, misconceptions
from autograder.judge.suite import Suite, collected
from autograder.student.desk import Patients
from autograder.student.screen import PublicTest, State
from autograder.testing.check import InProcess, Run
from autograder.testing.digests import Diagnoses


@dataclass
class Desk:
    """Of the wrong ideas whose public tests fail: those that a student is told of."""

    caught: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def prove_desk(assignment: Assignment) -> Desk:
    """Run the public tests on each idea, and ask the folder's table what it looks like."""
    desk, known = Desk(), Diagnoses.of_text(diagnoses_text(assignment))
    with collected(assignment) as suite, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an idea is meant to be wrong: nobody should hear of it
        for idea in misconceptions(assignment):
            _note(desk, assignment.slug, idea, _failed(suite, idea, known))
    return desk


def _failed(suite: Suite, idea: Idea, known: Diagnoses) -> list[PublicTest]:
    """What a student with this idea is shown: the tests of its functions, and of what calls them."""
    costs = suite.assignment.spec.costs_twice
    changed = {*idea.functions}
    concerned = changed.union(*(costs.get(function, {}) for function in changed))
    tests = [f for f in suite.facts if f.public]
    tests = [f for f in tests if f.problem in concerned or changed.intersection(f.marks.builds_on)]
    # All other functions are the reference's.
    patients = Patients(known, lambda problem: False, costs)
    patients.expect(facts.problem for facts in tests)
    results, module = [], load_overlay(suite.assignment, idea)
    for facts in tests:
        run = suite.call(facts, Run(facts.problem, InProcess(module)))
        state: State = "passed" if run.status == "passed" else "failed"
        results.append(PublicTest(facts.problem, facts.title, state))
        patients.note(facts.id.rpartition("::")[2], results[-1], run.cases, facts.marks)
    return [test for test in patients.diagnosed(results) if test.state == "failed"]


def _note(desk: Desk, slug: str, idea: Idea, failed: list[PublicTest]) -> None:
    if any(test.problem in idea.functions for test in failed):
        desk.caught.append(idea.name)
    said = [test for test in failed if test.diagnosis.startswith("It looks like")]
    if any(idea.title in test.diagnosis for test in said):
        desk.named.append(idea.name)
    desk.faults += [
        f"{slug}: misconception {idea.name}: the student's folder says of {test.problem}:"
        f" {test.diagnosis.partition(chr(10))[0]}"
        for test in said
        if idea.title not in test.diagnosis
    ]
