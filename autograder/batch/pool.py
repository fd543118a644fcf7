"""Grading on this machine: a service started, fed, listened to, and started again if it dies."""

from __future__ import annotations

import itertools
import select
import socket
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder
from autograder.batch.remote import Service
from autograder.batch.summary import Line
from autograder.course.errors import GradingError
from autograder.judge.judges import Task
from autograder.judge.service import Order
from autograder.wire import Closed
from autograder.wire.trusted import packed, receive

RESTARTS = 2


@dataclass(frozen=True)
class Graded:
    """What came back for a task: a result, or why there is none."""

    number: int
    result: dict[str, Any] | None
    trouble: str = ""


@dataclass(frozen=True)
class Watch:
    """Who follows a run: told of each step, never asked."""

    start: Callable[[int, int], None] = lambda total, kept: None
    ready: Callable[[dict[str, Any]], None] = lambda facts: None
    test: Callable[[int], None] = lambda number: None
    line: Callable[[Line], None] = lambda line: None


@dataclass
class Listener:
    """Makes what it can of the messages that a service sends about a task."""

    watch: Watch
    ready: bool = False

    def hear(self, task: Task, message: dict[str, Any]) -> Graded | None:
        """What came of the task, once it is said."""
        if "error" in message:
            raise GradingError(message["error"])
        if "facts" in message and not self.ready:
            self.ready = True
            self.watch.ready(message["facts"])
        if "test" in message:
            self.watch.test(task.number)
        return Graded(task.number, **message) if "result" in message else None


Engine = Callable[[Order, Iterator[Task], Watch], Iterator[Graded]]


def start_here(order: bytes) -> Service:
    """A service of this very kit."""
    return Service(str(Path(autograder.__file__).parent.parent), order)


def grade_here(
    order: Order,
    tasks: Iterator[Task],
    watch: Watch,
    start: Callable[[bytes], Service] = start_here,
) -> Iterator[Graded]:
    """Grade on this machine; results come as they are ready."""
    for _ in range(RESTARTS + 1):
        service, asked = start(packed(vars(order))), dict[socket.socket, Task]()
        try:
            if (yield from _answers(service, 2 * order.workers + 1, tasks, asked, watch)):
                return
        finally:
            service.stop()
            for line in asked:
                line.close()
        tasks = itertools.chain(asked.values(), tasks)
    code = service.process.returncode
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    raise GradingError(
        f"the grading process ended too early, {RESTARTS + 1} times ({how}); what is graded is"
        " kept. Look whether this machine has enough memory, then run the same command again,"
        " perhaps with --workers 1"
    )


def _answers(
    service: Service,
    window: int,
    tasks: Iterator[Task],
    asked: dict[socket.socket, Task],
    watch: Watch,
) -> Generator[Graded, None, bool]:
    """What one service makes of the tasks; whether it came to their end. `asked` is left if not."""
    listener = Listener(watch)
    while True:
        for task in itertools.islice(tasks, window - len(asked)):
            asked[service.ask(packed(vars(task)))] = task
        if not asked:
            return True
        for line in select.select(asked, [], [])[0]:
            try:
                message, _ = receive(line)
            except (OSError, Closed):
                return False
            if graded := listener.hear(asked[line], message):
                del asked[line]
                line.close()
                yield graded
