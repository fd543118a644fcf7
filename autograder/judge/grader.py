"""Grades submissions of one assignment: everything is loaded once, a worker is fresh for each test."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge import words
from autograder.judge.answers import Answers
from autograder.judge.backends import Broken, Isolated
from autograder.judge.device import pick_device
from autograder.judge.diagnosis import Diagnosis, diagnose
from autograder.judge.headline import headline, sentence
from autograder.judge.notebook import speak_of_cells
from autograder.judge.results import GradingResult, TestResult
from autograder.judge.submission import Submission
from autograder.judge.suite import Suite, TestFacts, TestRun, with_suite
from autograder.sandbox import Isolation, Limits, Spawner
from autograder.testing.check import Run
from autograder.testing.marks import Marks
from autograder.testing.outcome import Outcome

T = TypeVar("T")

# A test that had less than this share of its time on a processor was kept waiting.
STARVED = 0.5

# After two time-outs in one problem, its other tests get this share of their time.
IMPATIENCE = 0.2


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

    assignment: Assignment
    suite: Suite
    answers: Answers
    spawner: Spawner
    device: str = "cpu"
    notes: tuple[str, ...] = ()  # for staff
    options: Options = Options()
    tests: list[TestRun] = field(default_factory=list)

    @property
    def isolation(self) -> Isolation:
        return self.spawner.isolation

    def grade(
        self,
        submission: Submission,
        *,
        only: Callable[[TestFacts], bool] = lambda facts: True,
        watch: Callable[[TestRun], None] = lambda run: None,
        partial: Callable[[Callable[[], GradingResult]], None] | None = None,
        done: Sequence[TestResult] = (),
    ) -> GradingResult:
        """Run every test against one submission.

        `partial` gets, on the way, what makes a valid result of all tests so far.
        Tests in `done` are not run again: their results of an earlier time stand.
        """
        start = time.perf_counter()
        chosen = [facts for facts in self.suite.facts if only(facts)]
        if submission.problem:
            return self._nothing_to_grade(submission, chosen)
        runs: list[TestRun] = []
        kept = {test.test: test for test in done}
        known = [TestRun(f, kept[f.id].status) for f in self.suite.facts if f.id in kept]

        def result(diagnoses: dict[str, Diagnosis], complete: bool) -> GradingResult:
            broken = submitted.broken
            return self._result(submission, runs, chosen, diagnoses, broken, start, complete, kept)

        ahead = [facts for facts in chosen if facts.id not in kept]
        submitted = _Submitted(self, submission, start, ahead)
        with submitted:
            for run in self.suite.run(
                submitted.open_run,
                only=only,
                deadline=submitted.late,
                done=known,
                again=submitted.starved,
            ):
                submitted.remember(run)
                runs.append(run)
                if run.facts.id not in kept:
                    watch(run)
                if partial is not None:
                    # Made only where it is asked for: its words cost more than many tests.
                    partial(lambda: result({}, complete=False))
        return result(diagnose(runs, self.answers), complete=True)

    def _result(
        self,
        submission: Submission,
        runs: Sequence[TestRun],
        chosen: Sequence[TestFacts],
        diagnoses: dict[str, Diagnosis],
        broken: Outcome | None,
        start: float,
        complete: bool,
        kept: Mapping[str, TestResult],
    ) -> GradingResult:
        told: set[str] = set()
        tests = [kept.get(run.facts.id) or self._test_result(run, diagnoses, told) for run in runs]
        done = {test.test for test in tests}
        late = [TestRun(facts, "late") for facts in chosen if facts.id not in done]
        tests += [self._test_result(run, {}, told) for run in late]
        setup = [r for r in runs for c in r.cases if c.outcome.kind == "setup"]
        made = GradingResult(
            tests=tuple(tests),
            points=self.assignment.spec.points,
            output=headline(submission, tests, self.assignment, broken),
            staff_output=self._staff_output(submission, tests),
            seconds=time.perf_counter() - start,
            leaderboard=tuple(entry for run in runs for entry in run.leaderboard),
            extra={"device": self.device, "isolation": self.isolation.level},
            complete=complete and not late and not setup,
        )
        return speak_of_cells(made, submission.files)

    def _test_result(
        self, run: TestRun, diagnoses: dict[str, Diagnosis], told: set[str]
    ) -> TestResult:
        facts, spec = run.facts, self.assignment.spec
        found = diagnoses.get(facts.problem)
        ideas = found.ideas if found and facts.id in found.tests else ()
        passed = run.status == "passed"
        return TestResult(
            name=facts.name,
            score=facts.points if passed else 0,
            max_score=facts.points,
            status="passed" if passed else "failed",
            test=facts.id,
            problem=facts.problem,
            output=words.for_student(run, ideas, spec, told),
            html=words.html_for_student(run, ideas) if self.options.html else "",
            visibility="visible" if facts.open else spec.visibility,
            extra_credit=facts.marks.extra_credit,
            public=facts.public,
            misconceptions=tuple(idea.name for idea in ideas),
            explanation=words.for_staff(run, ideas),
            kind=words.kind_of(run),
            seconds=run.seconds,
        )

    def _nothing_to_grade(
        self, submission: Submission, chosen: Sequence[TestFacts]
    ) -> GradingResult:
        tests = []
        for facts in chosen:
            result = self._test_result(TestRun(facts, "blocked"), {}, set())
            tests.append(replace(result, output="not graded: see the message at the top"))
        return GradingResult(
            tests=tuple(tests),
            points=self.assignment.spec.points,
            output="\n".join([sentence(submission.problem), *map(sentence, submission.notes)]),
            staff_output=self._staff_output(submission, tests),
            extra={"device": self.device, "isolation": self.isolation.level},
        )

    def _staff_output(self, submission: Submission, tests: Sequence[TestResult]) -> str:
        lines = [f"isolation: {self.isolation.level} ({self.isolation.backend})"]
        lines += [f"  not enforced: {note}" for note in self.isolation.notes]
        lines += [f"device: {self.device}", *self.notes]
        lines += [f"note: {note}" for note in submission.notes]
        if submission.problem:
            lines.append(submission.problem)
        for test in tests:
            lines.append(f"{'ok  ' if test.status == 'passed' else 'FAIL'} {test.name}")
            if test.explanation:
                lines += ["     " + line for line in test.explanation.splitlines()]
        return "\n".join(lines) + "\n"


class _Submitted:
    """One submission on its way through the tests: its session, its clock, its time-outs."""

    def __init__(
        self, grader: Grader, submission: Submission, start: float, ahead: list[TestFacts]
    ) -> None:
        self.grader = grader
        self.submission = submission
        self.ahead = ahead  # tests still to come, the one at hand included
        self.bytecode: dict[str, bytes] = {}
        self.spec = grader.assignment.spec
        self.ends = start + self.spec.total_seconds
        self.session: Any = None
        self.imported = False  # or tried to
        self.broken: Outcome | None = None  # a file that cannot be imported fails once, not always
        self.timeouts: dict[str, int] = {}

    def __enter__(self) -> _Submitted:
        self.session = self.grader.spawner.session()
        return self

    def __exit__(self, *error: object) -> None:
        self.session.close()

    def late(self) -> bool:
        return time.perf_counter() > self.ends

    @contextlib.contextmanager
    def open_run(self, problem: str, marks: Marks) -> Iterator[Run]:
        """The `Run` of one test: a fresh worker that answers this test only."""
        answers, device = self.grader.answers, self.grader.device
        if not self.imported and (marks.seconds or marks.memory):
            # Whether it can be imported at all must not hang on the limits of one test.
            with self._worker(Marks(), "", then=None) as worker:
                self._start(worker)
        if self.broken is not None:
            yield Run(problem, Broken(self.broken), answers.reference, device, answers.expected)
            return
        with self._worker(marks, problem, self._next()) as worker:
            backend = Isolated(worker, self._start(worker), problem if marks.forbid else None)
            yield Run(problem, backend, answers.reference, device, answers.expected)

    def _start(self, worker: Any) -> Outcome:
        """Import the file; the first time, have it compiled for those that come after."""
        first, self.imported = not self.imported, True
        if first:
            self.bytecode = worker.compile()
        outcome: Outcome = worker.start()
        if first and outcome.kind != "returned":
            self.broken = outcome
        return outcome

    def _worker(self, marks: Marks, problem: str, then: TestFacts | None) -> Any:
        assignment = self.grader.assignment
        return self.session.worker(
            module=assignment.module,
            files=self.submission.files,
            bytecode=self.bytecode,
            support=assignment.support(),
            device=self.grader.device,
            seed=self.grader.options.seed,
            **self._conditions(marks, problem),
            then=then and self._conditions(then.marks, then.problem),
        )

    def _conditions(self, marks: Marks, problem: str) -> dict[str, Any]:
        """What differs from test to test."""
        spec = self.spec
        seconds = marks.seconds or spec.seconds
        if self.timeouts.get(problem, 0) >= 2:
            seconds = max(1.0, seconds * IMPATIENCE)
        limits = Limits(
            seconds=max(0.5, min(seconds, self.ends - time.perf_counter())),
            memory=_bytes(marks.memory) if marks.memory else spec.memory,
            processes=spec.processes,
            file_size=spec.file_size,
            output=spec.output,
        )
        return {"limits": limits, "forbid": forbidden_patterns(self.grader.assignment, marks)}

    def _next(self) -> TestFacts | None:
        """The test whose worker is worth getting ready: if nothing comes between, the next one."""
        return self.ahead[1] if len(self.ahead) > 1 else None

    def starved(self, run: TestRun) -> bool:
        """Whether a test ran out of time because this machine was busy with other things.

        Limits are wall-clock, since a sleeping program must be stopped too; on an overloaded
        machine the processor time tells the two apart, and no student should pay for that.
        """
        limit = run.facts.marks.seconds or self.spec.seconds
        busy = os.getloadavg()[0] > (os.cpu_count() or 1)
        return busy and any(
            case.outcome.kind == "timeout"
            and case.outcome.extras.get("cpu_seconds", limit) < STARVED * limit
            for case in run.cases
        )

    def remember(self, run: TestRun) -> None:
        if self.ahead and self.ahead[0] is run.facts:
            del self.ahead[0]
        if any(case.outcome.kind == "timeout" for case in run.cases):
            self.timeouts[run.facts.problem] = self.timeouts.get(run.facts.problem, 0) + 1


def with_grader(assignment: Assignment, options: Options, action: Callable[[Grader], T]) -> T:
    """Load everything in the right order and let `action` grade with it.

    The spawner is forked off first: what is loaded after it is in no worker's memory.
    """
    gc.disable()  # nothing that a library makes at its import is garbage
    try:
        for name in assignment.spec.preload:
            _preload(name)
        for name in assignment.spec.preload_for_many if options.many else ():
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    finally:
        gc.freeze()  # nor is it worth being looked through at the first collection after
        gc.enable()
    device, note = pick_device(options.device or assignment.spec.device)
    spawner = Spawner.start(
        preload=assignment.spec.preload,
        isolation=options.isolation,
        hide=(assignment.root / "tests", assignment.root / "solutions", *options.hide),
        forbidden=map(tuple, assignment.spec.forbid.values()),
    )
    try:
        answers = Answers(assignment)

        def use(suite: Suite) -> T:
            spawner.settle()  # before anything forks
            notes = (note,) if note else ()
            grader = Grader(assignment, suite, answers, spawner, device, notes, options)
            return action(grader)

        return with_suite(assignment, use)
    finally:
        spawner.stop()


def _preload(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        raise CourseError(
            f"course.yml preloads {name}, which is not installed here ({error}):"
            f" install it, or take it out of `preload:`"
        ) from None
    if name == "torch":
        module.set_num_threads(1)


def forbidden_patterns(assignment: Assignment, marks: Marks) -> tuple[str, ...]:
    """The operations a test is closed to, out of the groups that course.yml names."""
    patterns: list[str] = []
    for group in marks.forbid:
        if group not in assignment.spec.forbid:
            known = ", ".join(assignment.spec.forbid) or "none"
            raise CourseError(
                f"a test of {assignment.slug} has @forbid({group!r}), but course.yml's `forbid:`"
                f" names {known}: add it there, or mend the test"
            )
        patterns += assignment.spec.forbid[group]
    return tuple(patterns)


def _bytes(size: str) -> int:
    units = {"KB": 2**10, "MB": 2**20, "GB": 2**30}
    number, unit = size.split()
    return int(float(number) * units[unit])
