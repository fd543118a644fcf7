"""One submission on its way through the tests: the open ones first, then the hidden ones.

    a stage:  together ── a worker is asked test after test ──► passed
                 │ whatever has not passed
                 └──► alone ── a fresh worker for each ──► that verdict stands
                                 │ but where a function is wrong that the test builds on
                                 └──► once more, with the reference standing in for it

No worker that has seen a hidden input lives, and none has left anything, when an open test is
asked: what an open test answers is shown. A failure is always a fresh worker's.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from autograder.course import Assignment
from autograder.judge.answers import Answers
from autograder.judge.asked import (
    Asked,
    OtherQuestion,
    could_be_right,
    forbidden_patterns,
    limits_of,
    signature,
    size_of,
    starved,
    without_values,
)
from autograder.judge.plan import Plan
from autograder.judge.standins import StandIn
from autograder.judge.submission import Submission
from autograder.judge.suite import Suite, TestFacts, TestRun
from autograder.sandbox import Answer, Worker
from autograder.testing.check import Run
from autograder.testing.failure import Failure
from autograder.testing.marks import Marks
from autograder.testing.outcome import Outcome

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


@dataclass
class Stages:
    """One submission's workers, one at a time, and what has been learnt from them."""

    bench: Bench
    keeper: Any  # a Keeper, or what stands in for one
    submission: Submission
    begun: float = field(default_factory=time.perf_counter)
    singly: bool = False  # a worker for each test from here on
    fickle: bool = False  # it answered one question in two ways
    broken: Outcome | None = None  # a file that cannot be imported fails once, not always
    timeouts: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, TestRun] = field(default_factory=dict)  # by test: those that stand
    unplanned: set[str] = field(default_factory=set)  # tests that did not keep to their plan
    held: int = 0  # bytes of wrong answers kept
    # By test: what came beside other tests.
    before: dict[str, list[tuple[str, str, bytes] | None]] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Since it was begun."""
        return time.perf_counter() - self.begun

    @property
    def left(self) -> float:
        """Seconds that the whole submission may still take."""
        return self.bench.assignment.spec.total_seconds - self.seconds

    def run(self, tests: Sequence[TestFacts]) -> Iterator[TestRun]:
        """One TestRun for each test, as they are settled; a second one of a test replaces the first."""
        for stage in ([f for f in tests if f.open], [f for f in tests if not f.open]):
            yield from self._stage(stage)
            if self.fickle and not self.singly:
                # What it answers hangs on what it was asked before: only fresh workers tell.
                self.singly = True
                for facts in stage:
                    self.verdicts.pop(facts.id, None)
                yield from self._stage(stage)
            yield from self._carry_forward(stage)

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

    @property
    def failed(self) -> set[str]:
        """Problems with a test that has failed for good, and such tests, as `@needs` names them."""
        lost = [run.facts.known_as for run in self.verdicts.values() if run.status != "passed"]
        return set().union(*lost)

    def _by_itself(self, facts: TestFacts) -> bool:
        """Whether a test has limits of its own, or answers that a second try could guess."""
        return bool(facts.marks.seconds or facts.marks.memory) or self._asked_once(facts)

    def _asked_once(self, facts: TestFacts) -> bool:
        """A hidden test whose answers a second try could guess, as far as that is known."""
        plan = self.bench.plans.get(facts.id)
        return not facts.open and (plan is None or plan.guessable)

    def _carry_forward(self, stage: Sequence[TestFacts]) -> Iterator[TestRun]:
        """Ask failed tests once more where a function that they build on is wrong as well."""
        for facts in stage:
            bases = self._wrong_below(facts)
            run = self.verdicts.get(facts.id)
            if run and bases and could_be_right(run) and not self._asked_once(facts):
                if self.left < 0:
                    return
                again = self._in_a_fresh_worker(facts, bases)
                if again.carried:  # else it was right, or wrong, for another reason
                    yield self._settle(again)
        for facts in stage:
            run = self.verdicts.get(facts.id)
            if run and run.status == "blocked" and not facts.waits_for(self.failed):
                yield self._alone(facts)

    def _wrong_below(self, facts: TestFacts) -> tuple[str, ...]:
        failed = self.failed
        return tuple(name for name in facts.marks.builds_on if name in failed)

    def _skipped(self, facts: TestFacts) -> TestRun | None:
        """A test that need not be asked: no time is left, or what it needs fails already."""
        if self.left < 0:
            return self._settle(TestRun(facts, "late"))
        waits_for = facts.waits_for(self.failed)
        return self._settle(TestRun(facts, "blocked", waits_for=waits_for)) if waits_for else None

    def _settle(self, run: TestRun) -> TestRun:
        """A verdict that stands."""
        if run.status != "passed":
            self.held += sum(size_of(case.outcome.value) for case in run.cases)
            if self.held > KEPT:
                run = without_values(run)
        if any(case.outcome.kind == "timeout" for case in run.cases):
            self.timeouts[run.facts.problem] = self.timeouts.get(run.facts.problem, 0) + 1
        self.verdicts[run.facts.id] = run
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
                    now = worker.begin(self._seconds(facts) * share)
                    if not fresh and now > tasks:
                        # Something that an earlier test started still runs: not beside this one.
                        waiting.appendleft(facts)
                        break
                    run = self._take(facts, worker, started)
                    if run.status == "passed" or fresh or run.kind in SETTLED:
                        yield self._settle(run)
                    else:
                        again.append(facts)
                    self.singly = self.singly or worker.spent
                    tasks, fresh = now, False
        return [*again, *waiting]

    def _alone(self, facts: TestFacts) -> TestRun:
        """Ask a fresh worker this test only; once more if this machine kept it waiting."""
        known = self.broken is not None  # for long: an import is tried again once, not by each test
        # What is asked once only has no first try without what stands in.
        bases = self._wrong_below(facts) if self._asked_once(facts) else ()
        run = self._in_a_fresh_worker(facts, bases)
        if run.status != "passed" and not known and starved(run, self.bench.assignment.spec):
            self.broken = None
            run = self._in_a_fresh_worker(facts, bases)
        return self._settle(run)

    def _in_a_fresh_worker(self, facts: TestFacts, bases: Sequence[str]) -> TestRun:
        if self.broken is not None:
            return self._live(facts, Asked(None, self.broken, []))
        with (
            self._worker(facts.marks, bases) as worker,
            closing(StandIn(self.bench.answers.reference, bases)) as lent,
        ):
            started = self._start(worker)
            worker.begin(self._seconds(facts))
            worker.stand_in = lent.answer if bases else None
            run = self._take(facts, worker, started, alone=True)
        if isinstance(run.error, OtherQuestion):
            return self._in_a_fresh_worker(facts, bases)  # without its plan
        if run.status == "passed" and lent.asked:
            # Its answers are made of the reference's: nobody sees more of them than that.
            return TestRun(facts, "passed", carried=tuple(lent.asked))
        return run

    def _take(
        self, facts: TestFacts, worker: Worker, started: Outcome, alone: bool = False
    ) -> TestRun:
        """Ask what was planned, until an answer is another one; then the body decides.

        One question at a time: the next one may hold the reference's answer to this one.
        """
        plan = self.bench.plans.get(facts.id) if facts.id not in self.unplanned else None
        answers: list[Answer] = []
        if plan is not None and started.kind == "returned":
            for question_, due in zip(plan.questions, plan.answers):
                answer = worker.ask(question_)
                answers.append(answer)
                if answer.frame is None or not answer.frame.says_the_same(due):
                    break
            else:
                return TestRun(facts, "passed", cases=plan.cases, leaderboard=plan.leaderboard)
        asked = Asked(worker, started, [*zip(plan.questions, answers)] if plan else [])
        run = self._live(facts, asked)
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

    def _worker(self, marks: Marks, stand_ins: Sequence[str] = ()) -> Any:
        assignment = self.bench.assignment
        return self.keeper.worker(
            module=assignment.module,
            files=self.submission.files,
            support=assignment.support(),
            limits=limits_of(assignment.spec, marks),
            device=self.bench.device,
            forbid=forbidden_patterns(assignment.spec, marks),
            stand_ins=stand_ins,
        )

    def _seconds(self, facts: TestFacts) -> float:
        seconds = facts.marks.seconds or self.bench.assignment.spec.seconds
        if self.timeouts.get(facts.problem, 0) >= 2:
            seconds = max(1.0, seconds * IMPATIENCE)
        return max(0.5, min(seconds, self.left))
