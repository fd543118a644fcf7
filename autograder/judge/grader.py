"""Grades submissions of one assignment, of which everything is loaded and planned."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from autograder.course import Assignment
from autograder.judge import words
from autograder.judge.answers import Answers
from autograder.judge.catching import Forethought, forethought
from autograder.judge.diagnosis import Diagnosis, diagnose
from autograder.judge.notebook import speak_of_cells
from autograder.judge.results import GradingResult, TestResult
from autograder.judge.stages import Bench, Stages
from autograder.judge.submission import Submission
from autograder.judge.suite import Suite, TestFacts, TestRun
from autograder.sandbox import Isolation, Keeper, Spawner
from autograder.testing.digests import digests
from autograder.testing.marks import known_as
from autograder.testing.report import or_less

FICKLE = (
    "it answered a question otherwise when it was asked again: graded with a worker for each test"
)


@dataclass(frozen=True)
class Options:
    """How to grade, as asked for on the command line."""

    isolation: Literal["auto", "required", "off"] = "auto"
    device: str | None = None  # None: as course.yml says
    hide: tuple[Path, ...] = ()  # folders that student code must not see
    seed: int = 0
    many: bool = False  # a class: what takes a moment longer at the start is worth it
    html: bool = False  # pictures in the output of open tests, for Gradescope's page


@dataclass
class Grader:
    """One assignment, loaded; `grade` can be called as often as there are submissions."""

    bench: Bench
    spawner: Spawner
    notes: tuple[str, ...] = ()  # for staff
    options: Options = Options()

    @property
    def assignment(self) -> Assignment:
        return self.bench.assignment

    @property
    def suite(self) -> Suite:
        return self.bench.suite

    @property
    def answers(self) -> Answers:
        return self.bench.answers

    @property
    def device(self) -> str:
        return self.bench.device

    @property
    def isolation(self) -> Isolation:
        return self.spawner.isolation

    def foresee(self) -> None:
        """Ask every wrong idea what every test asks: the wrong answers of a class repeat."""
        plans = self.bench.plans
        self.answers.foresee(
            [
                TestRun(f, "passed", cases=plans[f.id].cases)
                for f in self.suite.facts
                if f.id in plans
            ]
        )

    def grade(
        self,
        submission: Submission,
        *,
        keeper: Keeper | None = None,
        only: Callable[[TestFacts], bool] = lambda facts: True,
        watch: Callable[[TestRun], None] = lambda run: None,
        partial: Callable[[Callable[[], GradingResult]], None] | None = None,
        done: Sequence[TestResult] = (),
    ) -> GradingResult:
        """Run every test against one submission, with a keeper of one's own if none is given.

        `partial` gets, on the way, what makes a valid result of all tests so far.
        Tests in `done` are not run again: their results of an earlier time stand.
        """
        start = time.perf_counter()
        chosen = [facts for facts in self.suite.facts if only(facts)]
        with contextlib.nullcontext(keeper) if keeper else self.spawner.keeper() as own:
            # Before a worker sees a hidden byte: what comes of examples is shown.
            thought = forethought(self.bench, own, submission.examples)
            if submission.problem:
                return self._nothing_to_grade(submission, chosen, thought)
            return self._grade(submission, own, chosen, start, watch, partial, done, thought)

    def _grade(
        self,
        submission: Submission,
        keeper: Keeper,
        chosen: Sequence[TestFacts],
        start: float,
        watch: Callable[[TestRun], None],
        partial: Callable[[Callable[[], GradingResult]], None] | None,
        done: Sequence[TestResult],
        thought: Forethought,
    ) -> GradingResult:
        kept = {test.test: test for test in done}
        ends = start + self.assignment.spec.total_seconds
        stages = Stages(self.bench, keeper, submission, ends)
        lost = [known_as(test.test) for test in done if test.status != "passed"]
        stages.failed_before = frozenset().union(*lost)
        runs = {f.id: TestRun(f, kept[f.id].status) for f in chosen if f.id in kept}

        def result(diagnoses: dict[str, Diagnosis], complete: bool) -> GradingResult:
            ordered = [runs[facts.id] for facts in chosen if facts.id in runs]
            settled = _waiting_said(ordered)
            return self._result(
                submission, settled, chosen, diagnoses, stages, start, complete, kept, thought
            )

        for run in stages.run([facts for facts in chosen if facts.id not in kept]):
            if run.facts.id not in runs:
                watch(run)
            runs[run.facts.id] = run
            if partial is not None:
                # Made only where it is asked for: its words cost more than many tests.
                partial(lambda: result({}, complete=False))
        ordered = [runs[facts.id] for facts in chosen]
        return result(diagnose(ordered, self.answers), complete=True)

    def _result(
        self,
        submission: Submission,
        runs: Sequence[TestRun],
        chosen: Sequence[TestFacts],
        diagnoses: dict[str, Diagnosis],
        stages: Stages,
        start: float,
        complete: bool,
        kept: Mapping[str, TestResult],
        thought: Forethought,
    ) -> GradingResult:
        told: set[str] = set()
        tests = [kept.get(run.facts.id) or self._test_result(run, diagnoses, told) for run in runs]
        done = {test.test for test in tests}
        late = [TestRun(facts, "late") for facts in chosen if facts.id not in done]
        tests += [self._test_result(run, {}, told) for run in late]
        tests += thought.tests
        setup = [r for r in runs for c in r.cases if c.outcome.kind == "setup"]
        made = GradingResult(
            tests=tuple(tests),
            points=self.assignment.spec.points,
            output=words.headline(submission, tests, self.assignment, stages.broken),
            staff_output=self._staff_output(submission, tests, FICKLE if stages.fickle else ""),
            seconds=time.perf_counter() - start,
            leaderboard=tuple(entry for run in runs for entry in run.leaderboard),
            extra=self._extra(thought),
            complete=complete and not late and not setup,
        )
        return speak_of_cells(made, submission.files)

    def _test_result(
        self, run: TestRun, diagnoses: dict[str, Diagnosis], told: set[str]
    ) -> TestResult:
        facts, spec = run.facts, self.assignment.spec
        found = diagnoses.get(facts.problem)
        found = found if found and facts.id in found.tests else None
        ideas = found.ideas if found else ()
        passed, kind = run.status == "passed", words.kind_of(run)
        return TestResult(
            name=facts.name,
            score=facts.points if passed else 0,
            max_score=facts.points,
            status="passed" if passed else "failed",
            test=facts.id,
            problem=facts.problem,
            output=words.for_student(run, found, spec, told),
            html=words.html_for_student(run, found) if self.options.html else "",
            visibility="visible" if facts.open else spec.visibility,
            extra_credit=facts.marks.extra_credit,
            public=facts.public,
            misconceptions=tuple(idea.name for idea in ideas),
            relation=found.relation.word if found and found.relation else "",
            carried_forward=run.carried,
            explanation=words.for_staff(run, found, self.assignment.module),
            case=words.case_of(run),
            answer=_answer_key(run) if kind in ("wrong", "raised") and not ideas else "",
            kind=kind,
            seconds=run.seconds,
        )

    def _extra(self, thought: Forethought) -> dict[str, Any]:
        return {"device": self.device, "isolation": self.isolation.level, **thought.extra}

    def _nothing_to_grade(
        self, submission: Submission, chosen: Sequence[TestFacts], thought: Forethought
    ) -> GradingResult:
        tests = []
        for facts in chosen:
            result = self._test_result(TestRun(facts, "blocked"), {}, set())
            tests.append(replace(result, output="not graded: see the message at the top"))
        tests += thought.tests
        return GradingResult(
            tests=tuple(tests),
            points=self.assignment.spec.points,
            output="\n".join(
                [words.sentence(submission.problem), *map(words.sentence, submission.notes)]
            ),
            staff_output=self._staff_output(submission, tests),
            extra=self._extra(thought),
        )

    def _staff_output(
        self, submission: Submission, tests: Sequence[TestResult], note: str = ""
    ) -> str:
        lines = [f"isolation: {self.isolation.level} ({self.isolation.backend})"]
        lines += [f"  not enforced: {note}" for note in self.isolation.notes]
        lines += [f"device: {self.device}", *self.notes]
        lines += [f"note: {each}" for each in (*submission.notes, note) if each]
        if submission.problem:
            lines.append(submission.problem)
        for test in tests:
            lines.append(f"{'ok  ' if test.status == 'passed' else 'FAIL'} {test.name}")
            if test.explanation:
                lines += ["     " + line for line in test.explanation.splitlines()]
        return "\n".join(lines) + "\n"


def _waiting_said(runs: Sequence[TestRun]) -> list[TestRun]:
    """A test that needs another problem counts only where that one's tests pass, all of them."""
    failed: set[str] = set()
    settled = []
    for run in runs:
        waits_for = next((name for name in run.facts.marks.needs if name in failed), "")
        if waits_for and run.status != "late":
            run = TestRun(run.facts, "blocked", waits_for=waits_for)
        if run.status != "passed":
            failed |= run.facts.known_as
        settled.append(run)
    return settled


def _answer_key(run: TestRun) -> str:
    """The same for two submissions that answered a test alike, but for rounding."""
    return or_less(lambda: next(iter(digests(run.facts.id, run.cases)), ""), "")
