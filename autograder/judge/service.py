"""A process that loads one assignment's grader once, and grades for whoever asks, until hung up on.

Standard input is a socket. An order comes in by it, then one line for each who asks, and the task by
that line; what comes of it is said by the same line. The process runs on this machine for `grade`,
in an unpacked zip for `verify`, on each worker of a cluster.

A few judges are forked of it, each with a keeper of its own. One that has died is replaced, and so
is one that has seen a hundred submissions: what a library keeps for each of them is given back with
the process.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shutil
import signal
import socket
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from autograder.course import Assignment, Spec
from autograder.course.errors import AutograderError
from autograder.judge.apart import MEMORY_TO_COMPARE, Forked, forked, memory_limited
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.plan import undetermined
from autograder.judge.results import TestResult
from autograder.judge.submission import Submission
from autograder.sandbox import Keeper, SandboxError, kernel
from autograder.wire.frames import Closed
from autograder.wire.trusted import hang_up, receive, send

# From so many submissions on it pays to ask the reference everything once, before judges fork.
WARM_FROM = 4
# And from so many on, to ask every misconception as well, since the wrong answers of a class repeat,
# and to load what some of its answers will load.
FORESEE_FROM = 20
ATTEMPTS = 3  # a judge may die of the machine's own trouble; three deaths are the submission's
GRACE = 60.0  # seconds beyond the time of a whole submission
ENOUGH = 100  # submissions that one judge sees


@dataclass(frozen=True)
class Order:
    """How a service shall grade: plain data."""

    spec: str
    root: str = ""  # of the course; empty: where the kit lies, as in a zip
    options: dict[str, Any] = field(default_factory=dict)  # as Options has them
    workers: int = 2
    expected: int = 1  # about how many submissions will come
    proof: bool = False  # look also for tests that ask something else each time
    discard: bool = False  # remove the course's folder at the end


@dataclass(frozen=True)
class Task(Submission):
    """A submission on its way to a judge."""

    number: int = 0
    done: tuple[dict[str, Any], ...] = ()  # tests whose results still hold
    only: tuple[str, ...] | None = None  # problems to grade; None: all


def main() -> None:
    """The whole program: `python -c … KIT`."""
    # Whatever else reads standard input, or is forked, has no business with the order's socket.
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    # Ctrl-C is the asker's to handle: it hangs up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(Closed):  # whoever started this has gone already
        _serve(control, Order(**receive(control)[0]), Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(0)


def _serve(control: socket.socket, order: Order, kit: Path) -> None:
    """Load, then grade; or say to each who asks why that cannot be."""
    root = Path(order.root) if order.root else kit
    options = Options(**{**order.options, "many": order.expected >= FORESEE_FROM})

    def work(grader: Grader) -> None:
        Judges(grader, control, order.workers, _facts(grader, order)).run()

    try:
        with_grader(Assignment(root, Spec.from_json(order.spec)), options, work)
    except AutograderError as error:
        _refuse(control, str(error))
    except Exception as error:
        traceback.print_exc()
        _refuse(control, f"the grader failed: {type(error).__name__}: {error}")
    finally:
        if order.discard:
            # On a cluster: whoever made this folder may have been killed.
            shutil.rmtree(root, ignore_errors=True)


def _refuse(control: socket.socket, why: str) -> None:
    while fds := socket.recv_fds(control, 1, 1)[1]:
        with socket.socket(fileno=fds[0]) as line, contextlib.suppress(OSError, Closed):
            send(line, {"error": why})
            receive(line)  # the task: a line that is closed over unread bytes is reset


def _facts(grader: Grader, order: Order) -> dict[str, Any]:
    """What is known before the first submission comes."""
    bench = grader.bench
    warm = order.expected >= WARM_FROM and bench.device == "cpu"
    return {
        "faults": undetermined(bench.suite, bench.answers, bench.device, bench.plans)
        if order.proof
        else [],
        "problem": _warm_up(grader, order.expected >= FORESEE_FROM) if warm else "",
        "tests": len(bench.suite.facts),
        "notes": [*grader.spawner.isolation.notes, *grader.notes],
    }


def _warm_up(grader: Grader, foresee: bool) -> str:
    """Have every answer known before judges are forked. A sentence if the reference fails."""
    result = grader.grade_reference()
    grader.bench.answers.load_ideas()
    if foresee:
        with memory_limited():
            grader.foresee()
    if not result.failed:
        return ""
    return (
        f"the reference itself fails {len(result.failed)} of {len(result.tests)} tests here,"
        f" the first is {result.failed[0].name}: look into that before you trust these scores"
    )


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
            judge.ends = time.monotonic() + self.grader.bench.assignment.spec.total_seconds + GRACE
            with contextlib.suppress(OSError):  # it has died, which shows where it is listened to
                send(judge.process.line, vars(job.task), [job.line.fileno()])

    def _fork(self) -> _Judge:
        memory = MEMORY_TO_COMPARE if self.grader.bench.device == "cpu" else None
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
    fits = _memory_left(grader)
    try:
        with grader.spawner.keeper() as keeper:
            while True:
                data, (fd,) = receive(orders)
                with socket.socket(fileno=fd) as line:
                    answer = _answer(grader, keeper, Task(**data), line)
                    send(line, answer)
                send(orders, answer.get("trouble", "") or ("" if fits() else "its memory is full"))
    except SandboxError as error:
        sys.stderr.write(f"a judge is replaced: {error}\n")  # and its task is tried again
        raise SystemExit(1) from None


def _memory_left(grader: Grader) -> Callable[[], bool]:
    """Whether a judge that begins now has room for the next submission: later asked, as it goes on.

    What one submission leaves behind, in memories of answers or between them, must harm no other.
    """
    if not kernel.LINUX or grader.bench.device != "cpu":
        return lambda: True
    most = kernel.mapped_now() + MEMORY_TO_COMPARE // 2
    return lambda: kernel.mapped_now() < most


def _answer(grader: Grader, keeper: Keeper, task: Task, line: socket.socket) -> dict[str, Any]:
    try:
        result = grader.grade(
            task,
            keeper=keeper,
            only=task.only,
            watch=lambda run: send(line, {"test": True}),
            done=[TestResult(**test) for test in task.done],
        )
        return {"result": asdict(result)}
    except (SandboxError, OSError, Closed):
        raise
    except Exception as error:
        traceback.print_exc()
        why = f"the judge itself failed: {type(error).__name__}: {error}"
        return {"result": None, "trouble": why}
