"""One submission on its way through the tests: the open ones first, then the hidden ones.

    a stage:  together ── a worker is asked test after test ──► passed
                 │ whatever has not passed
                 └──► alone ── a fresh worker for each ──► that verdict stands

No worker that has seen a hidden input lives, and none has left anything, when an open test is
asked: what an open test answers is shown. A failure is always a fresh worker's.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.answers import Answers
from autograder.judge.asked import (
    Asked,
    OtherQuestion,
    kind_of,
    signature,
    size_of,
    without_values,
)
from autograder.judge.plan import Plan
from autograder.judge.submission import Submission
from autograder.judge.suite import Suite, TestFacts, TestRun
from autograder.sandbox import Answer, Limits, Worker
from autograder.testing.check import Run
from autograder.testing.failure import Failure
from autograder.testing.marks import Marks
from autograder.testing.outcome import Outcome

STARVED = 0.5  # a test that had less than this share of its time on a processor was kept waiting
IMPATIENCE = 0.2  # after two time-outs in one problem, its other tests get this share of their time
TOGETHER = 0.3  # a test's share of its time beside others; if it takes longer, it is asked alone
KEPT = 64 << 20  # bytes of wrong answers that are kept to be shown, of one submission
SETTLED = ("unwritten", "missing", "import_failed")  # asking again would not change it


@dataclass(frozen=True)
class Bench:
    """Everything that is the same for all submissions of a run."""

    assignment: Assignment
    suite: Suite
    answers: Answers
    plans: Mapping[str, Plan]
    device: str = "cpu"
    seed: int = 0


@dataclass
class Stages:
    """One submission's workers, one at a time, and what has been learnt from them."""

    bench: Bench
    keeper: Any  # a Keeper, or what stands in for one
    submission: Submission
    ends: float  # on time.perf_counter's clock
    singly: bool = False  # a worker for each test from here on
    fickle: bool = False  # it answered one question in two ways
    broken: Outcome | None = None  # a file that cannot be imported fails once, not always
    timeouts: dict[str, int] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)  # problems with a test that has failed for good
    unplanned: set[str] = field(default_factory=set)  # tests that did not keep to their plan
    held: int = 0  # bytes of wrong answers kept
    before: dict[str, list[tuple[str, str, bytes] | None]] = field(
        default_factory=dict
    )  # what came beside other tests

    def run(self, tests: Sequence[TestFacts]) -> Iterator[TestRun]:
        """One TestRun for each test, as they are settled; a second one of a test replaces the first."""
        for stage in ([f for f in tests if f.open], [f for f in tests if not f.open]):
            failed = set(self.failed)
            yield from self._stage(stage)
            if self.fickle and not self.singly:
                # What it answers hangs on what it was asked before: only fresh workers tell.
                self.singly, self.failed = True, failed
                yield from self._stage(stage)

    def _stage(self, tests: Sequence[TestFacts]) -> Iterator[TestRun]:
        alone: list[TestFacts] = []
        groups: dict[tuple[str, ...], list[TestFacts]] = {}
        for facts in tests:
            if self.singly or self._by_itself(facts):
                alone.append(facts)
            else:
                groups.setdefault(facts.marks.forbid, []).append(facts)
        for members in groups.values():
            alone += yield from self._together(members)
        order = {facts.id: place for place, facts in enumerate(tests)}
        for facts in sorted(alone, key=lambda facts: order[facts.id]):
            if self.fickle and not self.singly:
                return
            yield self._skipped(facts) or self._alone(facts)

    def _by_itself(self, facts: TestFacts) -> bool:
        """Whether a test has limits of its own, or answers that a second try could guess."""
        if facts.marks.seconds or facts.marks.memory:
            return True
        plan = self.bench.plans.get(facts.id)
        return plan is not None and plan.guessable and not facts.open

    def _skipped(self, facts: TestFacts) -> TestRun | None:
        """A test that need not be asked: no time is left, or what it needs fails already."""
        if time.perf_counter() > self.ends:
            return self._settle(TestRun(facts, "late"))
        waits_for = next((p for p in facts.marks.needs if p in self.failed), "")
        return self._settle(TestRun(facts, "blocked", waits_for=waits_for)) if waits_for else None

    def _settle(self, run: TestRun) -> TestRun:
        """A verdict that stands."""
        if run.status != "passed":
            self.failed.add(run.facts.problem)
            self.held += sum(size_of(case.outcome.value) for case in run.cases)
            if self.held > KEPT:
                run = without_values(run)
        if any(case.outcome.kind == "timeout" for case in run.cases):
            self.timeouts[run.facts.problem] = self.timeouts.get(run.facts.problem, 0) + 1
        return run

    def _together(self, members: Sequence[TestFacts]) -> Generator[TestRun, None, list[TestFacts]]:
        """Ask one worker test after test; gives back those that need a fresh one."""
        waiting, again = deque(members), []
        while waiting and not self.singly and self.broken is None:
            with self._worker(waiting[0].marks) as worker:
                started = self._start(worker)
                tasks, fresh = 0, True
                while waiting and not self.singly:
                    facts = waiting.popleft()
                    if skipped := self._skipped(facts):
                        yield skipped
                        continue
                    share = 1.0 if fresh else TOGETHER
                    now = worker.begin(self._seconds(facts) * share).tasks
                    if not fresh and now > tasks:
                        # Something that an earlier test started still runs: not beside this one.
                        waiting.appendleft(facts)
                        break
                    run = self._take(facts, worker, started)
                    if run.status == "passed" or fresh or kind_of(run) in SETTLED:
                        yield self._settle(run)
                    else:
                        again.append(facts)
                    self.singly = self.singly or worker.spent
                    tasks, fresh = now, False
        return [*again, *waiting]

    def _alone(self, facts: TestFacts) -> TestRun:
        """Ask a fresh worker this test only; once more if this machine kept it waiting."""
        known = self.broken is not None  # for long: an import is tried again once, not by each test
        run = self._in_a_fresh_worker(facts)
        if run.status != "passed" and not known and self._starved(run):
            self.broken = None
            run = self._in_a_fresh_worker(facts)
        return self._settle(run)

    def _in_a_fresh_worker(self, facts: TestFacts) -> TestRun:
        run = self._by_fresh_worker_once(facts)
        return self._by_fresh_worker_once(facts) if isinstance(run.error, OtherQuestion) else run

    def _by_fresh_worker_once(self, facts: TestFacts) -> TestRun:
        if self.broken is not None:
            return self._live(facts, Asked(None, self.broken, []))
        with self._worker(facts.marks) as worker:
            started = self._start(worker)
            worker.begin(self._seconds(facts))
            return self._take(facts, worker, started, alone=True)

    def _take(
        self, facts: TestFacts, worker: Worker, started: Outcome, alone: bool = False
    ) -> TestRun:
        """Ask what was planned, until an answer is another one; then the body decides.

        One question at a time: the next one may hold the reference's answer to this one.
        """
        begun = time.perf_counter()
        plan = self.bench.plans.get(facts.id) if facts.id not in self.unplanned else None
        answers: list[Answer] = []
        if plan is not None and started.kind == "returned":
            for question_, due in zip(plan.questions, plan.answers):
                answer = worker.ask(question_)
                answers.append(answer)
                if answer.frame is None or not answer.frame.says_the_same(due):
                    break
            else:
                seconds = time.perf_counter() - begun
                entries = plan.leaderboard
                return TestRun(facts, "passed", None, plan.cases, seconds, leaderboard=entries)
        asked = Asked(worker, started, [*zip(plan.questions, answers)] if plan else [])
        run = self._live(facts, asked)
        run.seconds = time.perf_counter() - begun
        if run.status != "passed":
            self._compare(facts, asked.answers, alone)
        return run

    def _live(self, facts: TestFacts, asked: Asked) -> TestRun:
        """Run the body; what it has asked already is answered as it was."""
        answers = self.bench.answers
        run = Run(facts.problem, asked, answers.reference, self.bench.device, answers.expected)
        done = self.bench.suite.call(facts, run)
        if isinstance(done.error, OtherQuestion):
            self.unplanned.add(facts.id)
        elif isinstance(done.error, MemoryError) or "can't allocate memory" in str(done.error):
            done.error = Failure("your answers are too large to be compared: look at their shapes")
        return done

    def _compare(self, facts: TestFacts, answers: list[Answer], alone: bool) -> None:
        """Whether it answers now as it did beside other tests."""
        signatures = list(map(signature, answers))
        if not alone:
            self.before[facts.id] = signatures
            return
        for first, second in zip(self.before.pop(facts.id, []), signatures):
            if first is None or second is None:
                return  # cut short, which is no answer
            self.fickle = self.fickle or first != second

    def _start(self, worker: Worker) -> Outcome:
        outcome = worker.start()
        if outcome.kind not in ("returned", "forbidden"):
            self.broken = outcome
        return outcome

    def _worker(self, marks: Marks) -> Any:
        spec, assignment = self.bench.assignment.spec, self.bench.assignment
        limits = Limits(
            seconds=max(spec.seconds, marks.seconds or 0.0),
            lifetime=spec.total_seconds,
            memory=_bytes(marks.memory) if marks.memory else spec.memory,
            processes=spec.processes,
            file_size=spec.file_size,
            output=spec.output,
        )
        return self.keeper.worker(
            module=assignment.module,
            files=self.submission.files,
            support=assignment.support(),
            limits=limits,
            device=self.bench.device,
            forbid=forbidden_patterns(assignment, marks),
            seed=self.bench.seed,
        )

    def _seconds(self, facts: TestFacts) -> float:
        seconds = facts.marks.seconds or self.bench.assignment.spec.seconds
        if self.timeouts.get(facts.problem, 0) >= 2:
            seconds = max(1.0, seconds * IMPATIENCE)
        return max(0.5, min(seconds, self.ends - time.perf_counter()))

    def _starved(self, run: TestRun) -> bool:
        """Whether a test ran out of time because this machine was busy with other things.

        Limits are wall-clock, since a sleeping program must be stopped too; on an overloaded
        machine the processor time tells the two apart, and no student should pay for that.
        """
        limit = run.facts.marks.seconds or self.bench.assignment.spec.seconds
        busy = os.getloadavg()[0] > (os.cpu_count() or 1)
        return busy and any(
            case.outcome.kind == "timeout"
            and case.outcome.extras.get("cpu_seconds", limit) < STARVED * limit
            for case in run.cases
        )


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
