"""One worker, and the tests that it is asked one after another; what a submission has said so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.course import Assignment
from autograder.judge.answers import Answers, digest_of
from autograder.judge.plan import Plan
from autograder.judge.standins import StandIn
from autograder.judge.suite import Suite, TestFacts, TestRun
from autograder.sandbox import CUT_SHORT, Answer, Worker, question
from autograder.testing.check import Run
from autograder.testing.outcome import AT_IMPORT, Call, Failure, Outcome
from autograder.wire.frames import Frame

AT_ONCE = 128 << 20  # bytes of memory that one test's answers may take
UNFOLDED = 64  # bytes that one of a structure comes to: an empty dict is sent as two

Names = tuple[str, ...]
Signature = tuple[str, str, bytes]


@dataclass(frozen=True)
class Bench:
    """Everything that is the same for all submissions of a run."""

    assignment: Assignment
    suite: Suite
    answers: Answers
    plans: Mapping[str, Plan]
    device: str = "cpu"


@dataclass
class Heard:
    """What one submission has answered: the same question may be asked of it twice."""

    fickle: bool = False  # it answered one question in two ways
    twice: set[str] = field(default_factory=set)  # tests that were answered twice, alike
    unplanned: set[str] = field(default_factory=set)  # tests that did not keep to their plan
    # By test: what came the first time.
    before: dict[str, list[Signature | None]] = field(default_factory=dict)

    def first(self, facts: TestFacts, answers: Sequence[Answer], forbid: Names) -> None:
        """A test has failed that may be asked once more."""
        own = facts.marks.forbid == forbid
        self.before[facts.id] = [
            None if said and said[0] == "forbidden" and not own else said
            for said in map(_signature, answers)
        ]

    def again(self, test: str, answers: Sequence[Answer]) -> None:
        """A test has been asked once more: hold what came against the first time."""
        before, now = self.before[test], list(map(_signature, answers))
        for first, second in zip(before, now):
            if first is None or second is None:
                return  # cut short, or closed to it for others' sake: that is no answer
            self.fickle = self.fickle or first != second
        if before and before == now:
            self.twice.add(test)


def _signature(answer: Answer) -> Signature | None:
    """What is the same in two answers that are one: an exception's words may hold an address."""
    outcome = answer.outcome()
    if answer.frame is None or outcome.kind in CUT_SHORT:
        return None
    if outcome.raised is not None:
        return outcome.kind, outcome.raised.type, b""
    return outcome.kind, "", digest_of(answer.frame)


class OtherQuestion(Exception):
    """A test asks something else than it asked of the reference, though the answers were the same."""


class Asked:
    """The backend behind `student` and `check`: what came already, then the worker itself."""

    def __init__(
        self,
        worker: Worker | None,
        started: Outcome,
        known: list[tuple[Frame, Answer]],
    ) -> None:
        self.worker, self.started, self.known = worker, started, known
        self.answers: list[Answer] = []
        self.bytes = 0

    def __call__(self, call: Call) -> Outcome:
        if self.worker is None or self.started.kind != "returned":
            return replace(self.started, extras={**self.started.extras, AT_IMPORT: True})
        place = len(self.answers)
        asked = question(call, place == 0)
        if place < len(self.known):
            sent, answer = self.known[place]
            if not sent.says_the_same(asked):
                raise OtherQuestion
        else:
            answer = self.worker.ask(asked)
        self.answers.append(answer)
        if answer.frame is not None:
            self.bytes += len(answer.frame.blobs) + UNFOLDED * len(answer.frame.structure)
            if self.bytes > AT_ONCE:
                return Outcome("unsendable", detail=f"more than {AT_ONCE >> 20} MB in one test")
        return answer.outcome()


@dataclass
class Series:
    """A fresh worker that has imported the student's file; or only what came of that before."""

    bench: Bench
    heard: Heard
    forbid: Names
    started: Outcome
    worker: Worker | None = None
    lent: StandIn | None = None  # answers for functions that are wrong
    fresh: bool = True
    tasks: int = 0  # threads and processes that ran when its last test began

    def ask(self, facts: TestFacts, seconds: float) -> TestRun | None:
        """One test; None if something that an earlier one started still runs: not beside that."""
        if self.worker is not None:
            if not self.fresh and self.worker.spent:
                return None
            now = self.worker.begin(seconds)
            if not self.fresh and now > self.tasks:
                return None
            self.tasks, self.fresh = now, False
        if self.lent is None:
            run, answers = self._take(facts)
            if facts.id in self.heard.before:
                self.heard.again(facts.id, answers)
            elif run.status != "passed":
                self.heard.first(facts, answers, self.forbid)
            return run
        self.lent.begin()
        run, _ = self._take(facts)
        if run.status == "passed" and self.lent.asked:
            # Its answers are made of the reference's: nobody sees more of them than that.
            return TestRun(facts, "passed", carried=tuple(self.lent.asked))
        return run

    def _take(self, facts: TestFacts) -> tuple[TestRun, list[Answer]]:
        """Ask what was planned, until an answer is another one; then the body decides.

        One question at a time: the next one may hold the reference's answer to this one.
        """
        plan = self.bench.plans.get(facts.id) if facts.id not in self.heard.unplanned else None
        answers: list[Answer] = []
        if plan is not None and self.worker is not None and self.started.kind == "returned":
            for question_, due in zip(plan.questions, plan.answers):
                answer = self.worker.ask(question_)
                answers.append(answer)
                if answer.frame is None or not answer.frame.says_the_same(due):
                    break
            else:
                passed = TestRun(facts, "passed", cases=plan.cases, leaderboard=plan.leaderboard)
                return passed, answers
        known = [*zip(plan.questions, answers)] if plan else []
        asked = Asked(self.worker, self.started, known)
        return self._live(facts, asked), asked.answers

    def _live(self, facts: TestFacts, asked: Asked) -> TestRun:
        """Run the body; what it has asked already is answered as it was."""
        answers = self.bench.answers
        run = Run(facts.problem, asked, answers.expected, self.bench.device)
        done = self.bench.suite.call(facts, run)
        if isinstance(done.error, OtherQuestion):
            self.heard.unplanned.add(facts.id)
        elif isinstance(done.error, MemoryError) or "can't allocate memory" in str(done.error):
            done.error = Failure("your answers are too large to be compared: look at their shapes")
        return done
