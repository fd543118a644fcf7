"""Names the wrong idea behind wrong answers, by running the misconceptions on the same inputs.

A misconception fits when it gives the student's answer in every case seen of that function, wrong
or right, and differs from the reference in the wrong ones. Where none fits, nothing is claimed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from autograder.judge.answers import Answers
from autograder.judge.modules import Idea
from autograder.judge.suite import TestRun
from autograder.testing.check import Case
from autograder.testing.compare import Tolerance, compare
from autograder.testing.outcome import Outcome

DEAR = 0.25  # seconds: a case that is not worth running again for a diagnosis

# Outcomes that say nothing about what the student thinks: about the whole problem, or this case.
SILENT = {"unwritten", "missing", "import_failed", "protocol", "setup"}
CUT_SHORT = {"timeout", "memory"}


@dataclass(frozen=True)
class Diagnosis:
    """The ideas that fit one problem, and the tests whose cases show them."""

    problem: str
    ideas: tuple[Idea, ...]
    tests: frozenset[str]


def diagnose(
    runs: Sequence[TestRun],
    answers: Answers,
    budget: float = 1.0,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, Diagnosis]:
    """A diagnosis for each problem with a failing test, where one can be given in time."""
    problems = dict.fromkeys(run.facts.problem for run in runs if run.status == "failed")
    if problems:
        answers.load_ideas()
    deadline = clock() + budget
    found: dict[str, Diagnosis] = {}
    for problem in problems:
        mine = [run for run in runs if run.facts.problem == problem]
        # What is wrong in one function explains what goes wrong in those that call it.
        known = [idea for earlier in found.values() for idea in earlier.ideas]
        others = problems.keys() - {problem}
        diagnosis = _diagnose(problem, mine, answers, known, others, lambda: clock() > deadline)
        if diagnosis is not None:
            found[problem] = diagnosis
    return found


def _diagnose(
    problem: str,
    runs: Sequence[TestRun],
    answers: Answers,
    known: Sequence[Idea],
    others: Collection[str],
    late: Callable[[], bool],
) -> Diagnosis | None:
    cases = [case for run in runs for case in run.cases]
    if any(case.outcome.kind in SILENT for case in cases):
        return None
    spoken = [case for case in cases if case.outcome.kind not in CUT_SHORT]
    wrong = [case for case in spoken if not _same(case.outcome, answers.expected(case.call), case)]
    if not wrong:
        return None
    # The wrong cases first, the quick ones before the dear: most ideas are ruled out by one call.
    marked = {id(case) for case in wrong}
    ordered = sorted(spoken, key=lambda case: (id(case) not in marked, case.outcome.seconds > DEAR))
    broken = _broken_in(wrong) & set(others)
    ideas = [idea for idea in answers.ideas if not broken or broken & set(idea.functions)]
    for candidates in ([idea for idea in known if idea in ideas], *_candidates(problem, ideas)):
        fitting = tuple(idea for idea in candidates if _fits(idea, ordered, answers, late))
        if fitting:
            tests = frozenset(
                run.facts.id
                for run in runs
                if run.status == "failed" and any(id(case) in marked for case in run.cases)
            )
            return Diagnosis(problem, fitting, tests)
    return None


def _broken_in(cases: Iterable[Case]) -> set[str]:
    """The student's functions in which errors were raised."""
    raised = [case.outcome.raised for case in cases if case.outcome.raised is not None]
    return {each.frames[-1].function for each in raised if each.frames}


def _candidates(problem: str, ideas: Iterable[Idea]) -> tuple[list[Idea], list[Idea]]:
    """Ideas about this very function first; then those about functions that it may call."""
    ideas = sorted(ideas, key=lambda idea: (len(idea.functions), idea.name))
    own = [idea for idea in ideas if problem in idea.functions]
    return own, [idea for idea in ideas if problem not in idea.functions]


def _fits(idea: Idea, cases: Sequence[Case], answers: Answers, late: Callable[[], bool]) -> bool:
    for case in cases:
        if not answers.knows(idea, case.call):
            if late():
                return False
            # What took the student long would take the misconception long: other cases decide.
            if case.outcome.seconds > DEAR and case is not cases[0]:
                continue
        if not _same(case.outcome, answers.mistaken(idea, case.call), case):
            return False
    return True


def _same(student: Outcome, other: Outcome, case: Case) -> bool:
    """Whether two outcomes would look alike to the student."""
    if student.kind != other.kind:
        return False
    if student.kind == "raised":
        assert student.raised is not None
        assert other.raised is not None
        if student.raised.type != other.raised.type:
            return False
        return case.names_its_cause(student) == case.names_its_cause(other)
    if student.kind != "returned":
        return student.detail == other.detail
    if set(student.changed) != set(other.changed) or set(student.shared) != set(other.shared):
        return False
    # Two floating-point ways to the same wrong answer may differ by more than the test allows.
    loose = Tolerance(1e-6, 1e-6) if case.tolerance.exact else case.tolerance
    # Both ways round: an int passes for a float, but a float does not pass for an int.
    there = compare(student.value, other.value, loose, case.precision)
    back = compare(other.value, student.value, loose, case.precision)
    return there is None and back is None
