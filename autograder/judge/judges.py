"""Forks a few judges of one loaded grader, hands them task after task, notices who dies or hangs.

Whoever asks sends a line, and the task by it; a judge says by the same line what comes of it. Each
judge has a keeper of its own. One that has died is replaced, and so is one that has seen a hundred
submissions: what a library keeps for each of them is given back with the process.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from autograder.judge.apart import MEMORY_TO_COMPARE, Forked, forked
from autograder.judge.grader import Grader
from autograder.judge.results import GradingResult, TestResult
from autograder.judge.submission import Submission
from autograder.sandbox import Keeper, SandboxError, kernel
from autograder.testing.marks import known_as
from autograder.wire import Closed
from autograder.wire.trusted import hang_up, receive, send

ATTEMPTS = 3  # a judge may die of the machine's own trouble; three deaths are the submission's
GRACE = 60.0  # seconds beyond the time of a whole submission
ENOUGH = 100  # submissions that one judge sees


@dataclass(frozen=True)
class Task:
    """One submission on its way to a judge: content only, no paths."""

    number: int
    files: dict[str, bytes]
    notes: tuple[str, ...] = ()
    problem: str = ""
    done: tuple[dict[str, Any], ...] = ()  # tests whose results still hold
    only: tuple[str, ...] | None = None  # problems to grade; None: all
    examples: bytes = b""


@dataclass
class _Job:
    """A task, and the line of whoever asked."""

    task: Task
    line: socket.socket
    deaths: int = 0  # of judges, over this task


@dataclass(eq=False)
class _Judge:
    """One forked judge, at work or waiting for some."""

    process: Forked
    left: int = ENOUGH
    job: _Job | None = None
    ends: float = float("inf")
    trouble: str = ""

    def fileno(self) -> int:
        return self.process.line.fileno()


@dataclass
class Judges:
    """The judges of one loaded grader. Lines of those who ask come in by `control`."""

    grader: Grader
    control: socket.socket
    workers: int
    facts: dict[str, Any]  # what each of them is told first
    waiting: deque[_Job] = field(default_factory=deque)
    judges: list[_Judge] = field(default_factory=list)

    def run(self) -> None:
        """Until whoever started this hangs up."""
        gc.collect()
        gc.freeze()  # what is loaded stays shared between the judges
        try:
            while True:
                self._hand_out()
                busy = {judge: judge.job for judge in self.judges if judge.job}
                lines: list[Any] = [self.control, *busy]
                heard = select.select(lines, [], [], 1.0)[0]
                for judge, job in busy.items():
                    if judge in heard:
                        self._listen(judge, job)
                    elif time.monotonic() > judge.ends:
                        judge.trouble = "the process that judged it did not come to an end"
                        os.kill(judge.process.pid, signal.SIGKILL)
                if self.control in heard and not self._admit():
                    return
        finally:
            for job in (*self.waiting, *(judge.job for judge in self.judges if judge.job)):
                hang_up(job.line)
            while self.judges:
                self._dismiss(self.judges[0])

    def _admit(self) -> bool:
        """Somebody asks; or nobody will, ever again."""
        byte, fds, _, _ = socket.recv_fds(self.control, 1, 1)
        if byte:
            line = socket.socket(fileno=fds[0])
            with contextlib.suppress(OSError, Closed):  # who asked has gone
                send(line, {"facts": self.facts})
                self.waiting.append(_Job(Task(**receive(line)[0]), line))
        return bool(byte)

    def _hand_out(self) -> None:
        idle = [judge for judge in self.judges if not judge.job]
        while self.waiting and (idle or len(self.judges) < self.workers):
            judge = idle.pop() if idle else self._fork()
            judge.job = job = self.waiting.popleft()
            judge.left -= 1
            judge.ends = time.monotonic() + self.grader.assignment.spec.total_seconds + GRACE
            with contextlib.suppress(OSError):  # it has died, which shows where it is listened to
                send(judge.process.line, vars(job.task), [job.line.fileno()])

    def _fork(self) -> _Judge:
        memory = MEMORY_TO_COMPARE if self.grader.device == "cpu" else None
        self.judges.append(_Judge(forked(partial(_be_a_judge, self.grader), memory)))
        return self.judges[-1]

    def _listen(self, judge: _Judge, job: _Job) -> None:
        """A judge has done what it was to do; or it has died over it, and another one tries."""
        try:
            trouble, _ = receive(judge.process.line)
        except (OSError, Closed):
            code = self._dismiss(judge)
            job.deaths += 1
            if job.deaths < ATTEMPTS and not judge.trouble:
                self.waiting.appendleft(job)
                return
            how = f"was ended by signal {-code}" if code < 0 else f"ended itself (exit code {code})"
            trouble = judge.trouble or f"the process that judged it {how}"
            trouble += f", {job.deaths} times" if job.deaths > 1 else ""
            with contextlib.suppress(OSError):
                send(job.line, {"result": None, "trouble": trouble})
        else:
            judge.job = None
            if trouble or not judge.left:
                self._dismiss(judge)
        hang_up(job.line)

    def _dismiss(self, judge: _Judge) -> int:
        """Let a judge go; one that is at work is ended."""
        self.judges.remove(judge)
        return judge.process.end(kill=judge.job is not None)


def _be_a_judge(grader: Grader, orders: socket.socket) -> None:
    """The whole life of one judge: what it finds out it tells whoever asked, without a detour."""
    kernel.be_called("judge")
    try:
        with grader.spawner.keeper() as keeper:
            while True:
                data, (fd,) = receive(orders)
                with socket.socket(fileno=fd) as line:
                    answer = _answer(grader, keeper, Task(**data), line)
                    send(line, answer)
                send(orders, answer.get("trouble", ""))
    except SandboxError as error:
        sys.stderr.write(f"a judge is replaced: {error}\n")  # and its task is tried again
        raise SystemExit(1) from None


def _answer(grader: Grader, keeper: Keeper, task: Task, line: socket.socket) -> dict[str, Any]:
    try:
        result = _graded(grader, keeper, task, lambda: send(line, {"test": True}))
        return {"result": asdict(result)}
    except (SandboxError, OSError, Closed):
        raise
    except Exception as error:
        traceback.print_exc()
        why = f"the judge itself failed: {type(error).__name__}: {error}"
        return {"result": None, "trouble": why}


def _graded(grader: Grader, keeper: Keeper, task: Task, step: Callable[[], None]) -> GradingResult:
    submission = Submission(task.files, task.notes, task.problem, examples=task.examples)
    leans = {facts.id for facts in grader.suite.facts if facts.marks.builds_on}
    # Whether another function was to stand in may have changed with that one's tests.
    done = tuple(
        test
        for test in (TestResult(**test) for test in task.done)
        if test.test not in leans or (test.status == "passed" and not test.carried_forward)
    )
    while True:
        result = grader.grade(
            submission,
            keeper=keeper,
            only=lambda facts: task.only is None or facts.problem in task.only,
            watch=lambda run: step(),
            done=done,
        )
        unsettled = _unsettled(grader, result.tests, {test.test for test in done})
        if not unsettled:
            return result
        done = tuple(test for test in done if test.problem not in unsettled)


def _unsettled(grader: Grader, tests: Sequence[TestResult], done: set[str]) -> set[str]:
    """Problems whose kept results no longer hold, as what they wait for has changed its mind."""
    failed = set().union(*(known_as(test.test) for test in tests if test.status != "passed"))
    needs = {facts.id: facts.marks.needs for facts in grader.suite.facts}
    return {
        test.problem
        for test in tests
        if test.test in done
        and (test.kind == "blocked") != any(name in failed for name in needs[test.test])
    }
