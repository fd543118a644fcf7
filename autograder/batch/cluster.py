"""Grading on a Dask cluster: grader and submissions travel as content, results come back."""

from __future__ import annotations

import contextlib
import io
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import autograder
from autograder.batch import remote
from autograder.batch.cache import digest
from autograder.batch.pool import Engine, Graded, Listener, Watch
from autograder.course import GRADER, Assignment, Spec
from autograder.course.errors import GradingError
from autograder.judge.judges import Task
from autograder.judge.service import Order
from autograder.wire.trusted import packed, unpacked

PATIENCE = 60.0  # seconds for the first worker to appear
MOMENT = (1980, 1, 1, 0, 0, 0)


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
        content = archived(Assignment(Path(order.root), Spec.from_json(order.spec)))
        there = replace(order, root="", hide=(), workers=self._threads(), discard=True)
        self.order = packed(vars(there))
        self.key, self.run_id = digest(content, self.order), uuid.uuid4().hex[:12]
        # A task rather than scattered data: if its worker dies, the scheduler makes it again.
        self.content = client.submit(remote.carry, content, key=f"grader-{self.key}-{self.run_id}")

    def _threads(self) -> int:
        """How many tasks one worker takes at a time."""
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise GradingError(
                "the Dask scheduler has no workers: start some, then run the same command again"
            ) from None
        return int(max(self.client.nthreads().values(), default=1))

    def run(self, tasks: Iterator[Task]) -> Iterator[Graded]:
        """Results as they come; a task whose workers died is tried once more, alone."""
        from distributed import as_completed

        suspects: list[Task] = []
        waiting: dict[str, Task] = {}
        ready = as_completed(loop=self.client.loop)

        def fill() -> None:
            window = 2 * sum(self.client.nthreads().values()) + 2
            for task in islice(tasks, max(0, window - len(waiting))):
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


def archived(course: Assignment) -> bytes:
    """The kit's grading parts and one assignment, as a zip; the same bytes each time."""
    kit = Path(autograder.__file__).parent
    members = {"autograder/__init__.py": kit / "__init__.py"}
    for part in GRADER:
        for path in sorted((kit / part).rglob("*.py")):
            members[path.relative_to(kit.parent).as_posix()] = path
    for folder in (course.handout_dir, course.solution_dir, course.public_dir, course.hidden_dir):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                members[path.relative_to(course.root).as_posix()] = path
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in members.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), path.read_bytes())
    return file.getvalue()
