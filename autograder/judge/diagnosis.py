"""Names the wrong idea behind wrong answers, by running the misconceptions on the same inputs.

A misconception fits when it gives the student's answer in every case seen of that function, wrong
or right, and differs from the reference in the wrong ones. Where none fits, one may fit in form:
what the student's code does besides answering, or the last digits that it loses, it does and loses
as well. Where none does that either, two may do so together; or a relation may hold; or it is said
what is right, and what is not.

A wrong name is worse than none. What is said of a function needs evidence in its own answers, and
none is said where it may only follow what is wrong in another function that it builds on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from autograder.judge.answers import Answers
from autograder.judge.ideas import Idea
from autograder.judge.in_part import part_of
from autograder.judge.likeness import Form, alike, are_two, form_of, is_enough, same
from autograder.judge.suite import TestRun
from autograder.judge.where import Relation, place_of
from autograder.testing.check import Case
from autograder.testing.feedback import or_less
from autograder.testing.outcome import Outcome

BUDGET = 1.0  # seconds of processor time for one submission
DEAR = 0.25  # seconds: a case that is not worth running again for a diagnosis

# Outcomes that say nothing about what the student thinks: about the whole problem, or this case.
SILENT = {"unwritten", "missing", "import_failed", "protocol"}
CUT_SHORT = {"timeout", "memory"}

Like = Callable[[Outcome, Outcome, Case], bool]  # the student's, an idea's


@dataclass(frozen=True)
class Diagnosis:
    """The ideas that fit one problem, or else a relation, and the tests whose cases show them."""

    ideas: tuple[Idea, ...]
    tests: frozenset[str]
    relation: Relation | None = None
    both: bool = False  # two ideas at once, rather than one of them


def diagnose(runs: Sequence[TestRun], answers: Answers) -> dict[str, Diagnosis]:
    """A diagnosis for each problem with a failing test, where one can be given in time."""
    problems = dict.fromkeys(run.facts.problem for run in runs if run.status == "failed")
    if problems:
        answers.load_ideas()
        for case in (case for run in runs if run.facts.problem in problems for case in run.cases):
            if case.outcome.kind not in SILENT | CUT_SHORT:
                answers.expected(case.call)  # what was too dear to plan, before the clock starts
    looking = _Looking(answers, time.process_time() + BUDGET)
    found: dict[str, Diagnosis] = {}
    for problem in problems:
        mine = [run for run in runs if run.facts.problem == problem]
        # What is wrong in one function explains what goes wrong in those that call it.
        known = list(dict.fromkeys(idea for each in found.values() for idea in each.ideas))
        diagnosis = looking.at(problem, mine, known, problems.keys() - {problem})
        if diagnosis is not None:
            found[problem] = diagnosis
    return found


@dataclass(frozen=True)
class _Looking:
    """For what is behind the wrong answers of one submission."""

    answers: Answers
    deadline: float

    def _late(self) -> bool:
        return time.process_time() > self.deadline

    def at(
        self, problem: str, runs: Sequence[TestRun], known: Sequence[Idea], others: Set[str]
    ) -> Diagnosis | None:
        """A function, with the ideas found before in `others` that are wrong."""
        answers = self.answers
        cases = [case for run in runs for case in run.cases]
        if any(case.outcome.kind in SILENT for case in cases):
            return None
        spoken = [case for case in cases if case.outcome.kind not in CUT_SHORT]
        wrong = [c for c in spoken if not same(c.outcome, answers.expected(c.call), c)]
        if not wrong:
            return None
        # The wrong cases first, the quick ones before the dear: most ideas are ruled out by one call.
        marked = {id(case) for case in wrong}
        ordered = sorted(spoken, key=lambda c: (id(c) not in marked, c.outcome.seconds > DEAR))
        failed = [run for run in runs if run.status == "failed"]
        showing = [run for run in failed if any(id(case) in marked for case in run.cases)]
        tests = frozenset(run.facts.id for run in showing)
        bases = {base for run in failed for base in run.facts.marks.builds_on}
        follows = bool((bases | answers.costing(problem)) & others)
        for candidates, like in self._looks(problem, known, wrong, others, follows):
            fitting = tuple(idea for idea in candidates if self._fits(idea, ordered, like))
            if fitting:
                # What is alike in form, the form itself shows.
                sure = like is not alike or fitting[0] in known
                if sure or is_enough(spoken, len(fitting), answers.expected):
                    return Diagnosis(fitting, tests)
                break
        if follows or len(spoken) < len(cases) or len(showing) < len(failed) or self._late():
            return None
        own = [idea for idea in answers.ideas if problem in idea.functions]
        if two := self._two_at_once(own, spoken, marked):
            return Diagnosis(two, tests, both=True)

        def between_the_values() -> Relation | None:
            # With numpy, which a course whose answers are no arrays may do without.
            from autograder.judge.relations import relation_of

            return relation_of(wrong, answers)

        relation = or_less(between_the_values, None)
        relation = relation or or_less(lambda: place_of(spoken, marked, answers), None)
        relation = relation or or_less(lambda: part_of(spoken, marked, answers), None)
        return Diagnosis((), tests, relation) if relation else None

    def _looks(
        self,
        problem: str,
        known: Sequence[Idea],
        wrong: Sequence[Case],
        others: Set[str],
        follows: bool,
    ) -> Iterator[tuple[list[Idea], Like]]:
        """Where to look, one after another, and what counts as alike there."""
        raised = [case.outcome.raised for case in wrong if case.outcome.raised is not None]
        broken = {each.frames[-1].function for each in raised if each.frames} & others
        ideas = [i for i in self.answers.ideas if not broken or broken & set(i.functions)]
        yield [idea for idea in known if idea in ideas], alike
        if follows:
            return
        ideas.sort(key=lambda idea: (len(idea.functions), idea.name))
        own = [idea for idea in ideas if problem in idea.functions]
        yield own, alike
        forms = {id(case): self._form(case.outcome, case) for case in wrong}

        def in_form(_: Outcome, other: Outcome, case: Case) -> bool:
            form, due = self._form(other, case), forms.get(id(case))
            return form == due if due else form == () or form in forms.values()

        if all(forms.values()):
            yield own, in_form

    def _two_at_once(
        self, ideas: Sequence[Idea], cases: Sequence[Case], wrong: Set[int]
    ) -> tuple[Idea, ...]:
        """The only two that explain all cases together, each by answers that are its alone."""
        views = {idea: view for idea in ideas if (view := self._view(idea, cases, wrong))}
        fitting = []
        for first, second in combinations(views, 2):
            seen = [*zip(cases, views[first], views[second])]
            mine = [case for case, *both in seen if both == ["theirs", "right"]]
            others = [case for case, *both in seen if both == ["right", "theirs"]]
            both_wrong = sum("right" not in both for _, *both in seen)
            all_told = len(mine) + len(others) + both_wrong == len(wrong)
            if all_told and are_two(mine, others, self.answers.expected):
                fitting.append((first, second))
        return fitting[0] if len(fitting) == 1 else ()

    def _view(self, idea: Idea, cases: Sequence[Case], wrong: Set[int]) -> list[str]:
        """What it answers in each case; nothing if it is wrong in one where the student is right."""
        view: list[str] = []
        for case in cases:
            dear = case.outcome.seconds > DEAR and not self.answers.knows(idea, case.call)
            if dear or self._late():
                return []
            answer = self.answers.mistaken(idea, case.call)
            if same(answer, self.answers.expected(case.call), case):
                view.append("right")
            elif id(case) in wrong:
                view.append("theirs" if alike(case.outcome, answer, case) else "other")
            else:
                return []
        return view if "theirs" in view else []

    def _form(self, outcome: Outcome, case: Case) -> Form:
        return form_of(outcome, self.answers.expected(case.call), case)

    def _fits(self, idea: Idea, cases: Sequence[Case], like: Like) -> bool:
        """Whether it gives these answers; what is begun in time is looked at to its end."""
        if self._late() and not self.answers.knows(idea, cases[0].call):
            return False
        for case in cases:
            # What took the student long would take the misconception long: other cases decide.
            dear = case.outcome.seconds > DEAR and case is not cases[0]
            if dear and not self.answers.knows(idea, case.call):
                continue
            if not like(case.outcome, self.answers.mistaken(idea, case.call), case):
                return False
        return True
