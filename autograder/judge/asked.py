"""How a test is asked: under which terms, what its body is answered, what can be said of that."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from autograder.course import Spec
from autograder.course.errors import CourseError
from autograder.judge.answers import digest_of, question_of
from autograder.judge.suite import TestRun
from autograder.sandbox import CUT_SHORT, Answer, Limits, Worker
from autograder.testing.arrays import leaves_in
from autograder.testing.failure import Call, Failure, Mismatch
from autograder.testing.marks import Marks
from autograder.testing.outcome import Outcome
from autograder.testing.tell import stub_named
from autograder.wire import Frame

AT_ONCE = 128 << 20  # bytes of answers that one test may take
STARVED = 0.5  # a test that had less than this share of its time on a processor was kept waiting
UNITS = {"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


def limits_of(spec: Spec, marks: Marks) -> Limits:
    """The assignment's limits, or the test's own."""
    memory = spec.memory
    if marks.memory:
        number, unit = marks.memory.split()
        memory = int(float(number) * UNITS[unit])
    return Limits(
        seconds=max(spec.seconds, marks.seconds or 0.0),
        lifetime=spec.total_seconds,
        memory=memory,
        processes=spec.processes,
        file_size=spec.file_size,
        output=spec.output,
    )


def forbidden_patterns(spec: Spec, marks: Marks) -> tuple[str, ...]:
    """The operations a test is closed to, out of the groups that course.yml names."""
    for group in marks.forbid:
        if group not in spec.forbid:
            known = ", ".join(spec.forbid) or "none"
            raise CourseError(
                f"a test of {spec.slug} has @forbid({group!r}), but course.yml's `forbid:`"
                f" names {known}: add it there, or mend the test"
            )
    return tuple(pattern for group in marks.forbid for pattern in spec.forbid[group])


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
            return self.started
        place = len(self.answers)
        asked = question_of(call, place == 0)
        if place < len(self.known):
            sent, answer = self.known[place]
            if not sent.says_the_same(asked):
                raise OtherQuestion
        else:
            answer = self.worker.ask(asked)
        self.answers.append(answer)
        if answer.frame is not None:
            self.bytes += len(answer.frame.blobs)
            if self.bytes > AT_ONCE:
                return Outcome("unsendable", detail=f"more than {AT_ONCE >> 20} MB in one test")
        return answer.outcome()


def starved(run: TestRun, spec: Spec) -> bool:
    """Whether a test ran out of time because this machine was busy with other things.

    Limits are wall-clock, since a sleeping program must be stopped too; on an overloaded
    machine the processor time tells the two apart, and no student should pay for that.
    """
    limit = run.facts.marks.seconds or spec.seconds
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    return busy and any(
        case.outcome.kind == "timeout"
        and case.outcome.extras.get("cpu_seconds", limit) < STARVED * limit
        for case in run.cases
    )


def could_be_right(run: TestRun) -> bool:
    """Whether a failed test's own function is there, so that another one may be at fault."""
    outcome = run.error.outcome if isinstance(run.error, Failure) else None
    if outcome is not None and outcome.kind == "unwritten":
        return stub_named(outcome.raised) not in ("", run.facts.problem)
    return run.status == "failed" and run.kind not in ("missing", "import_failed", "setup")


def signature(answer: Answer) -> tuple[str, str, bytes] | None:
    """What is the same in two answers that are one: an exception's words may hold an address."""
    outcome = answer.outcome()
    if answer.frame is None or outcome.kind in CUT_SHORT:
        return None
    if outcome.raised is not None:
        return outcome.kind, outcome.raised.type, b""
    return outcome.kind, "", digest_of(answer.frame)


def size_of(value: Any) -> int:
    """Bytes of the arrays in a value, about."""
    return sum(int(getattr(leaf, "nbytes", 0)) for leaf in leaves_in(value))


def without_values(run: TestRun) -> TestRun:
    """The same verdict without the values, of which this submission has sent too much."""
    error = run.error
    if isinstance(error, Mismatch):
        error.got = error.expected = "(too much to be shown)"
    if isinstance(error, Failure) and error.outcome is not None:
        error.outcome = replace(error.outcome, value=None)
    return replace(run, cases=[])
