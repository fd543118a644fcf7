"""The grading service on this machine: started, fed, listened to, and started again if it dies."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import autograder
from autograder.batch import frames
from autograder.batch.records import Graded, Task
from autograder.batch.remote import ENVIRONMENT, START
from autograder.course.errors import GradingError

RESTARTS = 2


@dataclass(frozen=True)
class Order:
    """How a service shall grade: plain data."""

    root: str
    spec: str
    isolation: str = "auto"
    device: str | None = None
    hide: tuple[str, ...] = ()
    workers: int = 2
    expected: int = 1  # about how many submissions will come


@dataclass
class Hearing:
    """Who wants to know how it goes on."""

    ready: Callable[[dict[str, Any]], None] = lambda facts: None
    test: Callable[[int], None] = lambda number: None


def command(python: str = sys.executable, root: Path | None = None) -> list[str]:
    """The service's command line; the kit is taken from `root`, else from where this one runs."""
    folder = root or Path(autograder.__file__).parent.parent
    return [python, "-c", START, str(folder)]


@dataclass
class Service:
    """One service process and the tasks it works on."""

    order: Order
    argv: list[str] = field(default_factory=command)
    tasks: dict[int, Task] = field(default_factory=dict)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        # A session of its own: Ctrl-C on the terminal is for this process to handle.
        self.process = subprocess.Popen(
            self.argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, **ENVIRONMENT},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input = self.process.stdin.fileno()
        self.inbox = frames.Inbox(self.process.stdout.fileno())
        os.set_blocking(self.input, False)
        self._outgoing = bytearray(frames.pack(asdict(self.order)))

    def put(self, task: Task) -> None:
        self.tasks[task.number] = task
        self._outgoing += frames.pack(task.to_data())

    def finish(self) -> None:
        """No more tasks will come."""
        self._outgoing += frames.pack({"last": True})

    def messages(self, timeout: float | None = None) -> list[dict[str, Any]]:
        """What it says next. An end that was not asked for shows as `inbox.closed`."""
        writers = [self.input] if self._outgoing else []
        ready, writable, _ = select.select([self.inbox], writers, [], timeout)
        if writable:
            try:
                del self._outgoing[: os.write(self.input, self._outgoing[: 1 << 16])]
            except BrokenPipeError:
                self._outgoing.clear()
        return self.inbox.take() if ready else []

    def stop(self) -> None:
        """Hang up; what does not end by itself is ended."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def grade_here(order: Order, tasks: Iterator[Task], hearing: Hearing) -> Iterator[Graded]:
    """Grade on this machine; results come as they are ready."""
    service, restarts = Service(order), 0
    window = 2 * order.workers + 1
    more = True
    try:
        while more or service.tasks:
            while more and len(service.tasks) < window:
                task = next(tasks, None)
                if task is None:
                    more = False
                    service.finish()
                else:
                    service.put(task)
            for message in service.messages():
                if "error" in message:
                    raise GradingError(message["error"])
                if message.get("ready"):
                    hearing.ready(message)
                elif "test" in message:
                    hearing.test(message["number"])
                else:
                    del service.tasks[message["number"]]
                    yield Graded(**message)
            if service.inbox.closed and (more or service.tasks):
                restarts += 1
                service = _started_again(service, order, restarts, more)
    finally:
        service.stop()


def _started_again(dead: Service, order: Order, restarts: int, more: bool) -> Service:
    dead.stop()
    code = dead.process.returncode
    if restarts > RESTARTS:
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise GradingError(
            f"the grading process ended too early, {restarts} times ({how}); what is graded is"
            " kept. Look whether this machine has enough memory, then run the same command again,"
            " perhaps with --workers 1"
        )
    service = Service(order)
    for task in dead.tasks.values():
        service.put(task)
    if not more:
        service.finish()
    return service
