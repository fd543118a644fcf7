"""Grading by services: one on this machine, or one on each worker of a Dask cluster.

A service here is started, fed, listened to, and started again if it dies. To a cluster grader and
submissions travel as content, and results come back.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import select
import socket
import uuid
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import autograder
from autograder.batch import remote
from autograder.batch.cache import below, digest
from autograder.batch.remote import Service
from autograder.course import GRADER, Assignment, Spec
from autograder.course.errors import GradingError
from autograder.judge.judges import Task
from autograder.judge.service import Order
from autograder.wire import Closed
from autograder.wire.trusted import packed, receive, unpacked

RESTARTS = 2
PATIENCE = 60.0  # seconds for a cluster's first worker to appear
KIT = Path(autograder.__file__).parent


@dataclass(frozen=True)
class Graded:
    """What came back for a task: a result, or why there is none."""

    number: int
    result: dict[str, Any] | None
    trouble: str = ""


@dataclass(frozen=True)
class Watch:
    """Who follows a service: told of what it is, and of each test that is settled."""

    ready: Callable[[dict[str, Any]], None] = lambda facts: None
    test: Callable[[int], None] = lambda number: None


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
    return Service(str(KIT.parent), order)


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


def on_cluster(address: str, gpu: bool = False) -> Engine:
    """An engine that grades on the cluster of this scheduler."""

    def engine(order: Order, tasks: Iterator[Task], watch: Watch) -> Iterator[Graded]:
        try:
            import distributed
        except ImportError:
            raise GradingError(
                "--scheduler needs Dask: install it with `pip install distributed`"
            ) from None
        try:
            client = distributed.Client(address, timeout=20, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise GradingError(
                f"no Dask scheduler answers at {address} ({type(error).__name__}): is it running,"
                " and can this machine reach it?"
            ) from None
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise GradingError(
                    "the Dask scheduler has no workers: start some, then run the same command again"
                ) from None
            try:
                yield from _Cluster(client, order, watch, gpu).run(tasks)
            finally:
                with contextlib.suppress(Exception):  # workers may be gone, and with them the tests
                    client.run(remote.forget)

    return engine


class _Cluster:
    """One run on one cluster."""

    def __init__(self, client: Any, order: Order, watch: Watch, gpu: bool) -> None:
        import cloudpickle

        # By value: the workers need not have this kit.
        cloudpickle.register_pickle_by_value(remote)
        self.client, self.listener = client, Listener(watch)
        self.resources = {"GPU": 1} if gpu else None
        content = _archived(Assignment(Path(order.root), Spec.from_json(order.spec)))
        threads = max(client.nthreads().values(), default=1)  # tasks that a worker takes at a time
        there = replace(order, root="", hide=(), workers=threads, discard=True)
        self.order = packed(vars(there))
        self.key, self.run_id = digest(content, self.order), uuid.uuid4().hex[:12]
        # A task rather than scattered data: if its worker dies, the scheduler makes it again.
        self.content = client.submit(remote.carry, content, key=f"grader-{self.key}-{self.run_id}")

    def run(self, tasks: Iterator[Task]) -> Iterator[Graded]:
        """Results as they come; a task whose workers died is tried once more, alone."""
        from distributed import as_completed

        suspects: list[Task] = []
        waiting: dict[str, Task] = {}
        ready = as_completed(loop=self.client.loop)

        def fill() -> None:
            window = 2 * sum(self.client.nthreads().values()) + 2
            for task in itertools.islice(tasks, max(0, window - len(waiting))):
                future = self._submit(task, "grade")
                waiting[future.key] = task
                ready.add(future)

        fill()
        for future in ready:
            task = waiting.pop(future.key)
            if graded := self._outcome(future, task):
                yield graded
            else:
                suspects.append(task)
            fill()
        for task in suspects:
            # Others that ran beside it are innocent: whoever kills its worker alone is not.
            yield self._outcome(self._submit(task, "alone"), task) or Graded(
                task.number, None, "the cluster's workers, or their graders, died under it twice"
            )

    def _submit(self, task: Task, mark: str) -> Any:
        return self.client.submit(
            remote.grade_one,
            self.content,
            self.key,
            self.order,
            packed(vars(task)),
            key=f"{mark}-{self.run_id}-{task.number}",
            resources=self.resources,
            pure=False,
        )

    def _outcome(self, future: Any, task: Task) -> Graded | None:
        """What came back; nothing where the workers died, or their graders."""
        from distributed import KilledWorker

        try:
            messages = list(unpacked(future.result()))
        except KilledWorker:
            return None
        except Exception as error:
            return Graded(task.number, None, f"the cluster failed: {type(error).__name__}: {error}")
        finally:
            future.release()
        return next(filter(None, (self.listener.hear(task, message) for message in messages)), None)


def _archived(course: Assignment) -> bytes:
    """The kit's grading parts and one assignment, as a zip; the same bytes each time."""
    folders = (course.handout_dir, course.solution_dir, course.public_dir, course.hidden_dir)
    kit = [KIT / "__init__.py", *below(KIT / part for part in GRADER)]
    members = {path: path.relative_to(KIT.parent) for path in kit}
    members |= {path: path.relative_to(course.root) for path in below(folders)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in members.items():
            archive.writestr(zipfile.ZipInfo(name.as_posix()), path.read_bytes())
    return file.getvalue()
