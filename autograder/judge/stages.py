"""One submission on its way through the tests: the open ones first, then the hidden ones.

    a stage:  together ── a worker is asked test after test, under all terms at once ──► passed
                 │ whatever has not passed
              again ── another worker, the other way round ──► answered alike: that stands
                 │ answered otherwise
              alone ── a fresh worker for each ──► that verdict stands

    Where a function is wrong that a failed test builds on, the test is asked once more, with the
    reference standing in for that function.

No worker that has seen a hidden input lives, and none has left anything, when an open test is
asked: what an open test answers is shown. A failure is what two workers were asked in two orders
and answered alike, or what a fresh one answers that is asked nothing else.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from autograder.course import Spec
from autograder.judge.redact import without_words
from autograder.judge.series import Bench, Heard, Names, OtherQuestion, Series
from autograder.judge.standins import StandIn
from autograder.judge.submission import Submission
from autograder.judge.suite import TestFacts, TestRun
from autograder.sandbox import CUT_SHORT, Limits
from autograder.testing.arrays import leaves_in
from autograder.testing.marks import Marks
from autograder.testing.outcome import Outcome

IMPATIENCE = 0.2  # after two time-outs in one problem, its other tests get this share of their time
TOGETHER = 0.3  # a test's share of its time beside others; if it takes longer, it is asked alone
KEPT = 64 << 20  # bytes of wrong answers that are kept to be shown, of one submission
SETTLED = ("unwritten", "missing", "import_failed")  # asking again would not change it

K = TypeVar("K")


@dataclass
class Stages:
    """One submission's workers, one at a time, and what has been learnt from them."""

    bench: Bench
    keeper: Any  # a Keeper, or what stands in for one
    submission: Submission
    begun: float = field(default_factory=time.perf_counter)
    singly: bool = False  # a worker for each test from here on
    broken: Outcome | None = None  # a file that cannot be imported fails once, not always
    imported: bool = False  # at least once
    timeouts: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, TestRun] = field(default_factory=dict)  # by test: those that stand
    heard: Heard = field(default_factory=Heard)
    held: int = 0  # bytes of wrong answers kept

    @property
    def seconds(self) -> float:
        """Since it was begun."""
        return time.perf_counter() - self.begun

    @property
    def left(self) -> float:
        """Seconds that the whole submission may still take."""
        return self.bench.assignment.spec.total_seconds - self.seconds

    @property
    def fickle(self) -> bool:
        """Whether it has answered one question in two ways."""
        return self.heard.fickle

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
        shared = [f for f in tests if not (self.singly or self._by_itself(f))]
        strictest = tuple(dict.fromkeys(group for f in shared for group in f.marks.forbid))
        unsure = yield from self._together(shared, strictest)
        failed = set().union(*(facts.known_as for facts in unsure))
        again = [f for f in reversed(unsure) if not f.waits_for(failed)]
        for forbid, members in _by(lambda f: f.marks.forbid, again).items():
            yield from self._together(members, forbid)
        for facts in tests:
            if self.fickle and not self.singly:
                return
            if facts.id not in self.verdicts:
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
        there = [f for f in stage if f.id in self.verdicts]
        failed = [f for f in there if self.verdicts[f.id].could_be_right]
        leaning = [f for f in failed if not self._asked_once(f)]
        while leaning and self.left > 0:
            # What is right now, with something standing in, need not be stood in for above.
            (bases, _), members = next(iter(_by(self._leans_on, leaning).items()))
            leaning = [f for f in leaning if f not in members]
            if bases:
                yield from self._stood_in_for(deque(members), bases)
        for facts in stage:
            verdict = self.verdicts.get(facts.id)
            blocked = verdict is not None and verdict.status == "blocked"
            if blocked and self.left > 0 and not facts.waits_for(self.failed):
                yield self._alone(facts)

    def _stood_in_for(self, waiting: deque[TestFacts], bases: Names) -> Iterator[TestRun]:
        """Ask tests under the same terms, with the reference standing in for these functions."""
        while waiting and self.left > 0:
            marks = waiting[0].marks
            with self._series(marks, marks.forbid, bases) as series:
                while waiting and (run := series.ask(waiting[0], self._seconds(waiting[0]))):
                    waiting.popleft()
                    if run.carried:  # else it was right, or wrong, for another reason
                        yield self._settle(run)

    def _leans_on(self, facts: TestFacts) -> tuple[Names, object]:
        """What is wrong below, and the terms of the worker."""
        marks = facts.marks
        return self._wrong_below(facts), (marks.forbid, marks.seconds, marks.memory)

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
            self.held += sum(_size_of(case.outcome.value) for case in run.cases)
            if self.held > KEPT:
                run = run.without_values()
        if any(case.outcome.kind == "timeout" for case in run.cases):
            self.timeouts[run.facts.problem] = self.timeouts.get(run.facts.problem, 0) + 1
        self.verdicts[run.facts.id] = run
        return run

    def _together(
        self, tests: Iterable[TestFacts], forbid: Names
    ) -> Generator[TestRun, None, list[TestFacts]]:
        """Ask one worker test after test; gives back those whose verdict does not stand yet."""
        waiting, unsure = deque(tests), []
        while waiting and not (self.singly or self.fickle):
            with self._series(waiting[0].marks, forbid) as series:
                while waiting and not (self.singly or self.fickle):
                    facts, fresh = waiting[0], series.fresh
                    seconds = self._seconds(facts) * (1.0 if fresh else TOGETHER)
                    run = self._skipped(facts) or series.ask(facts, seconds)
                    if run is None:
                        break
                    waiting.popleft()
                    late = run.starved(self.bench.assignment.spec.seconds)
                    if late:
                        self.broken = None  # it may be imported the next time
                    if self._stands(run, forbid, fresh) and not late:
                        yield self._settle(run)
                    else:
                        unsure.append(facts)
                    self.singly = self.singly or run.kind in CUT_SHORT
        return unsure

    def _stands(self, run: TestRun, forbid: Names, fresh: bool) -> bool:
        """Whether a verdict from beside other tests is the one that a test would have alone."""
        if run.status != "failed" or run.kind in SETTLED:
            return True
        own_terms = run.facts.marks.forbid == forbid and not isinstance(run.error, OtherQuestion)
        return own_terms and (fresh or run.facts.id in self.heard.twice)

    def _alone(self, facts: TestFacts) -> TestRun:
        """Ask a fresh worker this test only; once more if this machine kept it waiting."""
        known = self.broken is not None  # for long: an import is tried again once, not by each test
        # What is asked once only has no first try without what stands in.
        bases = self._wrong_below(facts) if self._asked_once(facts) else ()
        run = self._in_a_fresh_worker(facts, bases)
        starved = run.starved(self.bench.assignment.spec.seconds)
        if run.status != "passed" and not known and starved:
            self.broken = None
            run = self._in_a_fresh_worker(facts, bases)
        return self._settle(run)

    def _in_a_fresh_worker(self, facts: TestFacts, bases: Names) -> TestRun:
        with self._series(facts.marks, facts.marks.forbid, bases) as series:
            run = series.ask(facts, self._seconds(facts))
        assert run is not None  # nothing else was asked
        if isinstance(run.error, OtherQuestion):
            return self._in_a_fresh_worker(facts, bases)  # without its plan
        return run

    @contextmanager
    def _series(self, marks: Marks, forbid: Names, bases: Names = ()) -> Iterator[Series]:
        """A fresh worker with the student's file; none where that could not be imported before."""
        if self.broken is not None:
            yield Series(self.bench, self.heard, forbid, self.broken)
            return
        assignment = self.bench.assignment
        worker = self.keeper.worker(
            module=assignment.module,
            files=self.submission.files,
            support=assignment.support(),
            limits=_limits(assignment.spec, marks),
            device=self.bench.device,
            forbid=assignment.spec.forbidden(forbid),
            stand_ins=bases,
        )
        with worker, closing(StandIn(self.bench.answers.reference, bases)) as lent:
            started = worker.start()
            if started.kind not in ("returned", "forbidden"):
                # Between an import that went well and this one lie inputs, and notes of them.
                self.broken = without_words(started) if self.imported else started
            self.imported = self.imported or started.kind == "returned"
            worker.stand_in = lent.answer if bases else None
            yield Series(self.bench, self.heard, forbid, started, worker, lent if bases else None)

    def _seconds(self, facts: TestFacts) -> float:
        seconds = facts.marks.seconds or self.bench.assignment.spec.seconds
        if self.timeouts.get(facts.problem, 0) >= 2:
            seconds = max(1.0, seconds * IMPATIENCE)
        return max(0.5, min(seconds, self.left))


def _limits(spec: Spec, marks: Marks) -> Limits:
    """The assignment's limits, or the test's own."""
    return Limits(
        seconds=max(spec.seconds, marks.seconds or 0.0),
        lifetime=spec.total_seconds,
        memory=marks.memory or spec.memory,
        processes=spec.processes,
        file_size=spec.file_size,
        output=spec.output,
    )


def _size_of(value: Any) -> int:
    """Bytes of the arrays in a value, about."""
    return sum(int(getattr(leaf, "nbytes", 0)) for leaf in leaves_in(value))


def _by(key: Callable[[TestFacts], K], tests: Iterable[TestFacts]) -> dict[K, list[TestFacts]]:
    """The tests in groups, in the order in which they come."""
    groups: dict[K, list[TestFacts]] = {}
    for facts in tests:
        groups.setdefault(key(facts), []).append(facts)
    return groups
