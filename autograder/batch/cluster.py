"""Grading on a Dask cluster: grader and submissions travel as content, results come back."""

from __future__ import annotations

import contextlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import autograder
from autograder.batch import remote
from autograder.batch.fingerprint import digest
from autograder.batch.pool import Hearing, Order
from autograder.batch.records import Graded, Task
from autograder.batch.run import Engine
from autograder.course import Assignment, Spec
from autograder.course.errors import GradingError

PARTS = ("batch", "course", "intake", "judge", "sandbox", "testing", "wire")  # needed to grade
PATIENCE = 60.0  # seconds for the first worker to appear
MOMENT = (1980, 1, 1, 0, 0, 0)


def on_cluster(address: str, gpu: bool = False) -> Engine:
    """An engine that grades on the cluster of this scheduler."""

    def engine(order: Order, tasks: Iterator[Task], hearing: Hearing) -> Iterator[Graded]:
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
                yield from _Cluster(client, order, hearing, gpu).run(tasks)
            finally:
                with contextlib.suppress(Exception):  # workers may be gone, and with them the tests
                    client.run(remote.forget)

    return engine


class _Cluster:
    """One run on one cluster."""

    def __init__(self, client: Any, order: Order, hearing: Hearing, gpu: bool) -> None:
        import cloudpickle

        # By value: the workers need not have this kit.
        cloudpickle.register_pickle_by_value(remote)
        self.client = client
        self.hearing = hearing
        content = packed(Assignment(Path(order.root), Spec.from_json(order.spec)))
        self.run_id = uuid.uuid4().hex[:12]
        fields = {**asdict(order), "root": "", "hide": [], "workers": self._threads()}
        key = digest(content, json.dumps(fields, sort_keys=True))
        self.order = json.dumps({**fields, "key": key})
        # A task rather than scattered data: if its worker dies, the scheduler makes it again.
        self.content = client.submit(remote.carry, content, key=f"grader-{key}-{self.run_id}")
        self.resources = {"GPU": 1} if gpu else None
        self.heard = False

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
        for task in self._some(tasks, self._window()):
            ready.add(self._submit(task, waiting))
        for future in ready:
            task = waiting.pop(future.key)
            graded = self._outcome(future, task)
            if graded is None:
                suspects.append(task)
            else:
                yield graded
            for more in self._some(tasks, max(0, self._window() - len(waiting))):
                ready.add(self._submit(more, waiting))
        for task in suspects:
            # Others that ran beside it are innocent: whoever kills its worker alone is not.
            future = self._submit(task, {}, "alone")
            yield self._outcome(future, task) or Graded(
                task.number, None, "the cluster's workers died under it again and again"
            )

    def _window(self) -> int:
        return 2 * int(sum(self.client.nthreads().values())) + 2

    @staticmethod
    def _some(tasks: Iterator[Task], number: int) -> Iterator[Task]:
        for _ in range(number):
            task = next(tasks, None)
            if task is None:
                return
            yield task

    def _submit(self, task: Task, waiting: dict[str, Task], mark: str = "grade") -> Any:
        key = f"{mark}-{self.run_id}-{task.number}"
        waiting[key] = task
        return self.client.submit(
            remote.grade_one,
            self.content,
            self.order,
            json.dumps(task.to_data()),
            key=key,
            resources=self.resources,
            pure=False,
        )

    def _outcome(self, future: Any, task: Task) -> Graded | None:
        """What came back; nothing where the workers died."""
        from distributed import KilledWorker

        try:
            answer = json.loads(future.result())
        except KilledWorker:
            return None
        except Exception as error:
            return Graded(task.number, None, f"the cluster failed: {type(error).__name__}: {error}")
        finally:
            future.release()
        facts = answer.pop("facts")
        if "error" in facts:
            raise GradingError(f"on a cluster's worker: {facts['error']}")
        if facts and not self.heard:
            self.heard = True
            self.hearing.ready(facts)
        return Graded(answer["number"], answer["result"], answer.get("trouble", ""))


def packed(assignment: Assignment) -> bytes:
    """The kit's grading parts and one assignment, as a zip; the same bytes each time."""
    kit = Path(autograder.__file__).parent
    members = {"kit/autograder/__init__.py": kit / "__init__.py"}
    for part in PARTS:
        for path in sorted((kit / part).rglob("*.py")):
            members[f"kit/autograder/{path.relative_to(kit).as_posix()}"] = path
    folders = (
        assignment.handout_dir,
        assignment.solution_dir,
        assignment.public_dir,
        assignment.hidden_dir,
    )
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                members[f"course/{path.relative_to(assignment.root).as_posix()}"] = path
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in members.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), path.read_bytes())
    return file.getvalue()
