"""Grading by services: one on this machine, or one on each worker of a Dask cluster.

A service here is started, fed, listened to, and started again if it dies. To a cluster grader and
submissions travel as content, and results come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import itertools
import select
import socket
import uuid
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import autograder
from autograder.batch import remote
from autograder.batch.remote import Service
from autograder.course import GRADER, Assignment, Spec, files_below
from autograder.course.errors import GradingError
from autograder.judge.service import Order, Task
from autograder.wire.frames import Closed
from autograder.wire.trusted import packed, receive, unpacked

RESTARTS = 2
PATIENCE = 60.0  # seconds for a cluster's first worker to appear
KIT = Path(autograder.__file__).parent


# What a service says of a task: first the `facts` about itself, then `test` for each one that is
# settled, at last the `result`, or none and the `trouble`.
Message = dict[str, Any]
Heard = Iterator[tuple[Task, Message]]
Engine = Callable[[Order, Iterator[Task]], Heard]


def results_of(heard: Heard) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    """The number of each task with its result, or with why there is none."""
    for task, message in heard:
        if "result" in message:
            yield task.number, message["result"], message.get("trouble", "")


def _unrefused(message: Message) -> Message:
    if "error" in message:
        raise GradingError(message["error"])
    return message


def start_here(order: bytes) -> Service:
    """A service of this very kit."""
    return Service(str(KIT.parent), order)


def grade_here(
    order: Order, tasks: Iterator[Task], start: Callable[[bytes], Service] = start_here
) -> Heard:
    """Grade on this machine; what is said comes as it is heard."""
    for _ in range(RESTARTS + 1):
        service, asked = start(packed(vars(order))), dict[socket.socket, Task]()
        try:
            if (yield from _answers(service, 2 * order.workers + 1, tasks, asked)):
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
) -> Generator[tuple[Task, Message], None, bool]:
    """What one service says of the tasks; whether it came to their end. `asked` is left if not."""
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
            task = asked[line]
            if "result" in message:
                del asked[line]
                line.close()
            yield task, _unrefused(message)


def on_cluster(address: str, gpu: bool = False) -> Engine:
    """An engine that grades on the cluster of this scheduler."""

    def engine(order: Order, tasks: Iterator[Task]) -> Heard:
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
            except (TimeoutError, asyncio.TimeoutError):  # two types before Python 3.11
                raise GradingError(
                    "the Dask scheduler has no workers: start some, then run the same command again"
                ) from None
            run = uuid.uuid4().hex[:12]
            try:
                yield from _grade_there(client, run, order, tasks, {"GPU": 1} if gpu else None)
            finally:
                with contextlib.suppress(Exception):  # workers may be gone, and with them the tests
                    client.run(remote.forget, run)

    return engine


def _grade_there(
    client: Any, run: str, order: Order, tasks: Iterator[Task], resources: dict[str, int] | None
) -> Heard:
    """One run on one cluster; a task whose workers died is tried once more, alone."""
    import cloudpickle
    from distributed import as_completed

    # By value: the workers need not have this kit.
    cloudpickle.register_pickle_by_value(remote)
    archive = _archived(Assignment(Path(order.root), Spec.from_json(order.spec)))
    threads = max(client.nthreads().values(), default=1)  # tasks that a worker takes at a time
    unhidden = {**order.options, "hide": ()}
    there = packed(vars(replace(order, root="", options=unhidden, workers=threads, discard=True)))
    # A task rather than scattered data: if its worker dies, the scheduler makes it again.
    content = client.submit(remote.carry, archive, key=f"grader-{run}")
    waiting: dict[str, Task] = {}
    suspects: list[Task] = []
    ready = as_completed(loop=client.loop)

    def submit(task: Task, mark: str) -> None:
        key, data = f"{mark}-{run}-{task.number}", packed(vars(task))
        asked = (remote.grade_one, content, run, there, data)
        waiting[key] = task
        ready.add(client.submit(*asked, key=key, resources=resources, pure=False))

    def fill() -> None:
        window = 2 * sum(client.nthreads().values()) + 2
        for task in itertools.islice(tasks, max(0, window - len(waiting))):
            submit(task, "grade")
        if suspects and not waiting:
            # Others that ran beside it are innocent: whoever kills its worker alone is not.
            submit(suspects.pop(0), "alone")

    fill()
    for future in ready:
        task, messages = waiting.pop(future.key), _said(future)
        if "result" not in messages[-1] and future.key.startswith("alone"):
            why = "the cluster's workers, or their graders, died under it twice"
            messages = [{"result": None, "trouble": why}]
        elif "result" not in messages[-1]:
            suspects.append(task)
        yield from ((task, _unrefused(message)) for message in messages)
        fill()


def _said(future: Any) -> list[Message]:
    """What came back; no result where the workers died, or their graders."""
    from distributed import KilledWorker

    try:
        return [*unpacked(future.result())] or [{}]
    except KilledWorker:
        return [{}]
    except Exception as error:
        return [{"result": None, "trouble": f"the cluster failed: {type(error).__name__}: {error}"}]
    finally:
        future.release()


def _archived(course: Assignment) -> bytes:
    """The kit's grading parts and one assignment, as a zip; the same bytes each time."""
    folders = (course.handout_dir, course.solution_dir, course.public_dir, course.hidden_dir)
    kit = [KIT / "__init__.py", *files_below(*(KIT / part for part in GRADER))]
    members = {path: path.relative_to(KIT.parent) for path in kit}
    members |= {path: path.relative_to(course.root) for path in files_below(*folders)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in members.items():
            archive.writestr(zipfile.ZipInfo(name.as_posix()), path.read_bytes())
    return file.getvalue()
