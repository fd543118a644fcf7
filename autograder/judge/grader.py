"""Loads what grading one assignment takes, once, in the right order; then grades submissions."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from autograder.course import Assignment
from autograder.course.errors import CourseError, GradingError
from autograder.intake.cells import in_cells, is_from_notebook
from autograder.judge import words
from autograder.judge.answers import Answers
from autograder.judge.catching import forethought
from autograder.judge.diagnosis import Diagnosis, diagnose
from autograder.judge.plan import plan_all
from autograder.judge.results import GradingResult, TestResult, with_answers
from autograder.judge.series import Bench
from autograder.judge.stages import Stages
from autograder.judge.submission import Submission
from autograder.judge.suite import TestRun, collected
from autograder.sandbox import Keeper, Spawner
from autograder.sandbox.executed import load
from autograder.sandbox.limits import Wanted
from autograder.testing.digests import digests
from autograder.testing.feedback import or_less

FICKLE = (
    "it answered a question otherwise when it was asked again: graded with a worker for each test"
)

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """How to grade, as asked for on the command line."""

    isolation: Wanted = "auto"
    device: str | None = None  # None: as course.yml says
    hide: tuple[str | Path, ...] = ()  # folders that student code must not see
    many: bool = False  # a class: what takes a moment longer at the start is worth it
    html: bool = False  # pictures in the output of open tests, for Gradescope's page


@dataclass
class Grader:
    """One assignment, loaded; `grade` can be called as often as there are submissions."""

    bench: Bench
    spawner: Spawner
    notes: tuple[str, ...] = ()  # for staff
    options: Options = Options()

    def foresee(self) -> None:
        """Ask every wrong idea what every test asks of its own functions, once for all forks.

        The wrong answers of a class repeat.
        """
        for facts in self.bench.suite.facts:
            plan = self.bench.plans.get(facts.id)
            ideas = [idea for idea in self.bench.answers.ideas if facts.problem in idea.functions]
            for case in plan.cases if plan else ():
                for idea in ideas:
                    self.bench.answers.mistaken(idea, case.call)

    def grade_reference(self) -> GradingResult:
        """What the course's own answer comes to here; its answers are known from then on."""
        return self.grade(
            Submission({p.name: p.read_bytes() for p in self.bench.assignment.solutions()})
        )

    def grade(
        self,
        submission: Submission,
        *,
        keeper: Keeper | None = None,
        only: Collection[str] | None = None,
        watch: Callable[[TestRun], None] = lambda run: None,
        partial: Callable[[Callable[[], GradingResult]], None] | None = None,
        done: Sequence[TestResult] = (),
    ) -> GradingResult:
        """Run every test against one submission, with a keeper of one's own if none is given.

        `only` names problems. `partial` gets, on the way, what makes a valid result of all tests so
        far. Tests in `done` are not run again: their results of an earlier time stand.
        """
        chosen = [f for f in self.bench.suite.facts if only is None or f.problem in only]
        kept = {test.test: test for test in done}
        runs = {f.id: TestRun(f, kept[f.id].status) for f in chosen if f.id in kept}
        with contextlib.nullcontext(keeper) if keeper else self.spawner.keeper() as own:
            stages = Stages(self.bench, own, submission, verdicts=dict(runs))
            # Before a worker sees a hidden byte: what comes of examples is shown.
            thought, facts_of_examples = forethought(self.bench, own, submission.examples)

            def result(diagnoses: Mapping[str, Diagnosis], complete: bool) -> GradingResult:
                there = _waiting_said([runs[f.id] for f in chosen if f.id in runs])
                late = [TestRun(f, "late") for f in chosen if f.id not in runs]
                told: set[str] = set()
                tests = [
                    kept.get(run.facts.id) or self._test_result(run, diagnoses, told)
                    for run in (*there, *late)
                ]
                return self._result(stages, there, [*tests, *thought], facts_of_examples, complete)

            if submission.problem:
                runs = {f.id: TestRun(f, "blocked") for f in chosen}
                return result({}, complete=True)
            for run in stages.run([facts for facts in chosen if facts.id not in kept]):
                if run.facts.id not in runs:
                    watch(run)
                runs[run.facts.id] = run
                if partial is not None:
                    # Made only where it is asked for: its words cost more than many tests.
                    partial(lambda: result({}, complete=False))
            ordered = [runs[facts.id] for facts in chosen]
            return result(diagnose(ordered, self.bench.answers), complete=True)

    def _result(
        self,
        stages: Stages,
        runs: Sequence[TestRun],
        tests: Sequence[TestResult],
        facts_of_examples: Mapping[str, Any],
        complete: bool,
    ) -> GradingResult:
        where = {"device": self.bench.device, "isolation": self.spawner.isolation.level}
        made = GradingResult(
            tests=tuple(tests),
            points=self.bench.assignment.spec.points,
            output=words.headline(stages.submission, tests, self.bench.assignment, stages.broken),
            staff_output=self._staff_output(stages, tests),
            seconds=stages.seconds,
            leaderboard=tuple(entry for run in runs for entry in run.leaderboard),
            extra={**where, **facts_of_examples},
            complete=complete,
        )
        told = _speak_of_cells(made, stages.submission.files)
        return with_answers(told, stages.submission.answers)

    def _test_result(
        self, run: TestRun, diagnoses: Mapping[str, Diagnosis], told: set[str]
    ) -> TestResult:
        facts, spec = run.facts, self.bench.assignment.spec
        found = diagnoses.get(facts.problem)
        found = found if found and facts.id in found.tests else None
        ideas = found.ideas if found else ()
        passed = run.status == "passed"
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
            explanation=words.for_staff(run, found, self.bench.assignment.module),
            case=words.case_of(run),
            answer=_answer_key(run) if run.kind in ("wrong", "raised") and not ideas else "",
            kind=run.kind,
        )

    def _staff_output(self, stages: Stages, tests: Sequence[TestResult]) -> str:
        submission, shut_in = stages.submission, self.spawner.isolation
        notes = [*submission.notes, *([FICKLE] if stages.fickle else [])]
        lines = [f"isolation: {shut_in.level} ({shut_in.backend})"]
        lines += [f"  not enforced: {note}" for note in shut_in.notes]
        lines += [f"device: {self.bench.device}", *self.notes]
        lines += [f"note: {note}" for note in notes]
        lines += [submission.problem] if submission.problem else []
        for test in tests:
            lines.append(f"{'ok  ' if test.status == 'passed' else 'FAIL'} {test.name}")
            lines += ["     " + line for line in test.explanation.splitlines()]
        return "\n".join(lines) + "\n"


def with_grader(assignment: Assignment, options: Options, action: Callable[[Grader], T]) -> T:
    """Load everything in the right order and let `action` grade with it.

    The spawner is forked off first: what is loaded after it is in no worker's memory.
    """
    gc.disable()  # nothing that a library makes at its import is garbage
    try:
        load(assignment.spec.preload)
        if torch := sys.modules.get("torch"):
            torch.set_num_threads(1)
        for name in assignment.spec.preload_for_many if options.many else ():
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    except ImportError as error:
        raise CourseError(
            f"what course.yml preloads cannot be imported here ({error}): install it, or take it"
            " out of `preload:`"
        ) from None
    finally:
        gc.freeze()  # nor is it worth being looked through at the first collection after
        gc.enable()
    device, note = _pick_device(options.device or assignment.spec.device)
    spawner = Spawner.start(
        preload=assignment.spec.preload,
        isolation=options.isolation,
        hide=(assignment.root, *map(Path, options.hide)),
        forbidden=map(tuple, assignment.spec.forbid.values()),
    )
    try:
        answers = Answers(assignment)
        with collected(assignment) as suite:
            plans = plan_all(suite, answers, device)
            bench = Bench(assignment, suite, answers, plans, device)
            _ = spawner.isolation  # heard before anything forks
            return action(Grader(bench, spawner, (note,) if note else (), options))
    finally:
        spawner.stop()


def _pick_device(wanted: str) -> tuple[str, str]:
    """`cpu` or `cuda`, without waking the GPU driver; and a note where the wish could not be met."""
    if wanted not in ("auto", "cpu", "cuda"):
        raise GradingError(f"device {wanted!r} is not known: use auto, cpu or cuda")
    if wanted == "cpu" or "torch" not in sys.modules:
        return "cpu", ""
    # Ask the driver's library, not CUDA itself: CUDA cannot be used in a fork of a process that
    # has initialised it.
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    import torch

    if torch.cuda.is_available():
        return "cuda", ""
    note = "no GPU was found (or this torch is a CPU build): graded on the CPU instead"
    return "cpu", note if wanted == "cuda" else ""


def _waiting_said(runs: Sequence[TestRun]) -> list[TestRun]:
    """A test that needs another problem counts only where that one's tests pass, all of them."""
    failed: set[str] = set()
    settled = []
    for run in runs:
        waits_for = run.facts.waits_for(failed)
        nothing_to_grade = run.status == "blocked" and not run.waits_for
        if waits_for and run.status != "late" and not nothing_to_grade:
            run = TestRun(run.facts, "blocked", waits_for=waits_for)
        if run.status != "passed":
            failed |= run.facts.known_as
        settled.append(run)
    return settled


def _answer_key(run: TestRun) -> str:
    """The same for two submissions that answered a test alike, but for rounding."""
    return or_less(lambda: next(iter(digests(run.facts.id, run.cases)), ""), "")


def _speak_of_cells(result: GradingResult, files: Mapping[str, bytes]) -> GradingResult:
    """The same result; where the submission was a notebook, its messages name cells."""
    if not any(map(is_from_notebook, files.values())):
        return result

    def told(text: str) -> str:
        for file, source in files.items():
            text = in_cells(text, file, source)
        return text

    tests = (
        replace(
            test,
            output=told(test.output),
            html=told(test.html),
            explanation=told(test.explanation),
        )
        for test in result.tests
    )
    above, for_staff = told(result.output), told(result.staff_output)
    return replace(result, tests=tuple(tests), output=above, staff_output=for_staff)
