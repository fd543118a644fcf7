"""Forks a few judges, hands them one submission after another, and notices those that die or hang.

Each has a keeper of its own. A judge that has died is replaced, and so is one that has seen a
hundred submissions: what a library keeps for each of them is given back with the process.
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
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from autograder.batch import frames
from autograder.batch.records import Task, result_data, tests_from
from autograder.judge.grader import Grader, limit_memory
from autograder.judge.results import TestResult
from autograder.judge.submission import Submission
from autograder.sandbox import Keeper, SandboxError, kernel
from autograder.wire import Closed
from autograder.wire.trusted import receive, send

ATTEMPTS = 3  # a judge may die of the machine's own trouble; three deaths are the submission's
GRACE = 60.0  # seconds beyond the time of a whole submission
ENOUGH = 100  # submissions that one judge sees


@dataclass
class _Judge:
    """One forked judge, at work or waiting for some."""

    pid: int
    line: socket.socket
    left: int = ENOUGH
    task: dict[str, Any] | None = None
    deaths: int = 0  # of judges, over this task
    ends: float = float("inf")
    trouble: str = ""

    def fileno(self) -> int:
        return self.line.fileno()


@dataclass
class Judges:
    """The judges of one loaded grader. Requests come in by one pipe, answers leave by another."""

    grader: Grader
    requests: frames.Inbox
    target: int
    workers: int
    waiting: deque[tuple[dict[str, Any], int]] = field(default_factory=deque)
    judges: list[_Judge] = field(default_factory=list)
    ended: bool = False  # the asker said that no more comes

    def run(self) -> None:
        """Until there is nothing more to ask for, or nobody left who asks."""
        requests = self.requests
        gc.collect()
        gc.freeze()  # what is loaded stays shared between the judges
        try:
            while self.waiting or self._busy() or not (self.ended or requests.closed):
                self._hand_out()
                watched: list[Any] = self._busy()
                if not requests.closed:
                    watched.append(requests)
                for ready in select.select(watched, [], [], 1.0)[0]:
                    if ready is requests:
                        self.take(requests.take())
                        if requests.closed and not self.ended:
                            return  # whoever asked has died, and nobody waits
                    else:
                        self._listen(ready)
                self._stop_the_late()
        finally:
            for judge in list(self.judges):
                self._dismiss(judge)

    def take(self, messages: Sequence[dict[str, Any]]) -> None:
        """Note what is asked for."""
        for message in messages:
            if message.get("last"):
                self.ended = True
            else:
                self.waiting.append((message, 0))

    def _busy(self) -> list[_Judge]:
        return [judge for judge in self.judges if judge.task is not None]

    def _hand_out(self) -> None:
        idle = [judge for judge in self.judges if judge.task is None]
        while self.waiting and (idle or len(self.judges) < self.workers):
            judge = idle.pop() if idle else self._fork()
            judge.task, judge.deaths = self.waiting.popleft()
            judge.left -= 1
            judge.ends = time.monotonic() + self.grader.assignment.spec.total_seconds + GRACE
            with contextlib.suppress(OSError):  # it has died, which shows where it is listened to
                send(judge.line, judge.task)

    def _fork(self) -> _Judge:
        ours, theirs = socket.socketpair()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            for other in self.judges:
                other.line.close()
            ours.close()
            _be_a_judge(self.grader, theirs)
        theirs.close()
        self.judges.append(_Judge(pid, ours))
        return self.judges[-1]

    def _listen(self, judge: _Judge) -> None:
        assert judge.task is not None
        try:
            message, _ = receive(judge.line)
        except (OSError, Closed):
            self._bury(judge)
            return
        frames.send(self.target, {"number": judge.task["number"], **message})
        if "result" in message:
            judge.task, judge.ends = None, float("inf")
            if not judge.left or message.get("trouble"):
                self._dismiss(judge)

    def _dismiss(self, judge: _Judge) -> int:
        """Let a judge go; one that is at work is ended."""
        self.judges.remove(judge)
        judge.line.close()
        if judge.task is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(judge.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(judge.pid, 0)[1])

    def _bury(self, judge: _Judge) -> None:
        """A judge has died over its task: another one tries, or nobody does any more."""
        task, deaths = judge.task, judge.deaths + 1
        assert task is not None
        judge.task = None
        code = self._dismiss(judge)
        trouble = judge.trouble or (
            f"the process that judged it was ended by signal {-code}"
            if code < 0
            else f"the process that judged it ended itself (exit code {code})"
        )
        if deaths < ATTEMPTS and not judge.trouble:
            self.waiting.appendleft((task, deaths))
            return
        times = f", {deaths} times" if deaths > 1 else ""
        message = {"number": task["number"], "result": None, "trouble": trouble + times}
        frames.send(self.target, message)

    def _stop_the_late(self) -> None:
        for judge in self._busy():
            if time.monotonic() > judge.ends:
                judge.trouble = "the process that judged it did not come to an end"
                judge.ends = float("inf")
                os.kill(judge.pid, signal.SIGKILL)


def _be_a_judge(grader: Grader, line: socket.socket) -> NoReturn:
    """The whole life of one judge."""
    code = 1
    kernel.be_called("judge")
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if kernel.LINUX:
            # No judge outlives the process that collects its results.
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            if grader.device == "cpu":
                limit_memory()
        with grader.spawner.keeper() as keeper:
            while True:
                send(line, _answer(grader, keeper, Task.from_data(receive(line)[0]), line))
    except Closed:
        code = 0
    except SandboxError as error:
        sys.stderr.write(f"a judge is replaced: {error}\n")  # and its task is tried again
    except BaseException:
        with contextlib.suppress(BaseException):
            traceback.print_exc()
    finally:
        # No clean-up of inherited state: it belongs to the process that forked this one.
        os._exit(code)


def _answer(grader: Grader, keeper: Keeper, task: Task, line: socket.socket) -> dict[str, Any]:
    try:
        return {"result": result_data(_graded(grader, keeper, task, line))}
    except (SandboxError, OSError, Closed):
        raise
    except Exception as error:
        traceback.print_exc()
        why = f"the judge itself failed: {type(error).__name__}: {error}"
        return {"result": None, "trouble": why}


def _graded(grader: Grader, keeper: Keeper, task: Task, line: socket.socket) -> Any:
    submission = Submission(task.files, task.notes, task.problem)
    done = tests_from(task.done)
    while True:
        result = grader.grade(
            submission, keeper=keeper, done=done, watch=lambda run: send(line, {"test": True})
        )
        unsettled = _unsettled(grader, result.tests, {test.test for test in done})
        if not unsettled:
            return result
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
