"""Forks a judge for each submission, a few at a time, and notices those that die or hang."""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.batch import frames
from autograder.batch.records import Task, result_data, tests_from
from autograder.judge.grader import Grader
from autograder.judge.results import TestResult
from autograder.judge.submission import Submission
from autograder.sandbox import kernel
from autograder.sandbox.errors import SpawnerGone
from autograder.sandbox.fill import fill_gaps

ATTEMPTS = 3  # a judge may die of the machine's own trouble; three deaths are the submission's
GRACE = 60.0  # seconds beyond the time of a whole submission


@dataclass
class _Judge:
    """One forked judge at work."""

    pid: int
    inbox: frames.Inbox
    task: dict[str, Any]
    deaths: int
    ends: float
    result: dict[str, Any] | None = None
    trouble: str = ""


@dataclass
class Judges:
    """The judges of one loaded grader. Requests come in by one pipe, answers leave by another."""

    grader: Grader
    requests: frames.Inbox
    target: int
    workers: int
    waiting: deque[tuple[dict[str, Any], int]] = field(default_factory=deque)
    busy: dict[int, _Judge] = field(default_factory=dict)
    ended: bool = False  # the asker said that no more comes

    def run(self) -> None:
        """Until there is nothing more to ask for, or nobody left who asks."""
        requests = self.requests
        gc.collect()
        fill_gaps()
        gc.freeze()  # what is loaded stays shared between the judges
        try:
            while self.waiting or self.busy or not (self.ended or requests.closed):
                while self.waiting and len(self.busy) < self.workers:
                    self._fork(*self.waiting.popleft())
                watched: list[Any] = [judge.inbox for judge in self.busy.values()]
                if not requests.closed:
                    watched.append(requests)
                ready, _, _ = select.select(watched, [], [], 1.0)
                for inbox in ready:
                    if inbox is requests:
                        self.take(requests.take())
                        if requests.closed and not self.ended:
                            return  # whoever asked has died, and nobody waits
                    else:
                        self._listen(self.busy[inbox.fileno()])
                self._stop_the_late()
        finally:
            for judge in self.busy.values():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(judge.pid, signal.SIGKILL)
                os.waitpid(judge.pid, 0)

    def take(self, messages: Sequence[dict[str, Any]]) -> None:
        """Note what is asked for."""
        for message in messages:
            if message.get("last"):
                self.ended = True
            else:
                self.waiting.append((message, 0))

    def _fork(self, task: dict[str, Any], deaths: int) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            _be_a_judge(self.grader, task, writing)
        os.close(writing)
        limit = self.grader.assignment.spec.total_seconds + GRACE
        inbox = frames.Inbox(reading)
        self.busy[reading] = _Judge(pid, inbox, task, deaths, time.monotonic() + limit)

    def _listen(self, judge: _Judge) -> None:
        for message in judge.inbox.take():
            if "result" in message:
                judge.result = message["result"]
            elif "trouble" in message:
                judge.trouble = message["trouble"]
            else:
                frames.send(self.target, message)  # how far it is
        if judge.inbox.closed:
            self._bury(judge)

    def _bury(self, judge: _Judge) -> None:
        os.close(judge.inbox.descriptor)
        del self.busy[judge.inbox.descriptor]
        _, status = os.waitpid(judge.pid, 0)
        number = judge.task["number"]
        if judge.result is not None:
            frames.send(self.target, {"number": number, "result": judge.result})
            return
        code = os.waitstatus_to_exitcode(status)
        trouble = judge.trouble or (
            f"the process that judged it was ended by signal {-code}"
            if code < 0
            else f"the process that judged it ended itself (exit code {code})"
        )
        if judge.deaths + 1 < ATTEMPTS and not judge.trouble:
            self.waiting.appendleft((judge.task, judge.deaths + 1))
            return
        times = f", {judge.deaths + 1} times" if judge.deaths else ""
        frames.send(self.target, {"number": number, "result": None, "trouble": trouble + times})

    def _stop_the_late(self) -> None:
        for judge in self.busy.values():
            if time.monotonic() > judge.ends:
                judge.trouble = "the process that judged it did not come to an end"
                judge.ends = float("inf")
                os.kill(judge.pid, signal.SIGKILL)


def _be_a_judge(grader: Grader, task: dict[str, Any], target: int) -> None:
    """The whole life of one judge. It never returns."""
    code = 1
    kernel.be_called("judge")
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if kernel.LINUX:
            # No judge outlives the process that collects its result.
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        frames.send(target, _graded(grader, Task.from_data(task), target))
        code = 0
    except SpawnerGone:
        pass  # a death like any other of the machine's: tried again
    except BaseException as error:
        with contextlib.suppress(BaseException):
            traceback.print_exc()
            why = f"the judge itself failed: {type(error).__name__}: {error}"
            frames.send(target, {"trouble": why})
    finally:
        # No clean-up of inherited state: it belongs to the process that forked this one.
        os._exit(code)


def _graded(grader: Grader, task: Task, target: int) -> dict[str, Any]:
    def tell(_: object) -> None:
        frames.send(target, {"number": task.number, "test": True})

    submission = Submission(task.files, task.notes, task.problem)
    done = tests_from(task.done)
    while True:
        result = grader.grade(submission, done=done, watch=tell)
        unsettled = _unsettled(grader, result.tests, {test.test for test in done})
        if not unsettled:
            return {"result": result_data(result)}
        done = tuple(test for test in done if test.problem not in unsettled)


def _unsettled(grader: Grader, tests: Sequence[TestResult], done: set[str]) -> set[str]:
    """Problems whose kept results no longer hold, as what they wait for has changed its mind."""
    failed = {test.problem for test in tests if test.status != "passed"}
    needs = {facts.id: facts.marks.needs for facts in grader.suite.facts}
    return {
        test.problem
        for test in tests
        if test.test in done
        and (test.kind == "blocked") != any(problem in failed for problem in needs[test.test])
    }
