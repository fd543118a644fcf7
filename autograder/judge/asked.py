"""What a test's body is answered: what came already, and from there on by the worker itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from autograder.judge.plan import request_of
from autograder.judge.suite import TestRun
from autograder.sandbox import CUT_SHORT, Answer, Worker, question
from autograder.testing.arrays import leaves_in
from autograder.testing.failure import Call, Failure, Mismatch, NoAnswer
from autograder.testing.outcome import Outcome
from autograder.testing.tell import stub_named
from autograder.wire import Frame

AT_ONCE = 128 << 20  # bytes of answers that one test may take


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
        asked = question(request_of(call, place == 0))
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


def kind_of(run: TestRun) -> str:
    """What kind of answer a test failed for lack of."""
    error = run.error
    return error.outcome.kind if isinstance(error, NoAnswer) and error.outcome else ""


def could_be_right(run: TestRun) -> bool:
    """Whether a failed test's own function is there, so that another one may be at fault."""
    outcome = run.failure.outcome if run.failure else None
    if outcome is not None and outcome.kind == "unwritten":
        return stub_named(outcome.raised) not in ("", run.facts.problem)
    return run.status == "failed" and kind_of(run) not in ("missing", "import_failed", "setup")


def signature(answer: Answer) -> tuple[str, str, bytes] | None:
    """What is the same in two answers that are one: an exception's words may hold an address."""
    outcome = answer.outcome()
    if answer.frame is None or outcome.kind in CUT_SHORT:
        return None
    if outcome.raised is not None:
        return outcome.kind, outcome.raised.type, b""
    digest = hashlib.blake2b(answer.frame.structure, digest_size=16)
    digest.update(answer.frame.blobs)
    return outcome.kind, "", digest.digest()


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
