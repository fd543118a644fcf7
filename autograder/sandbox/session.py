"""The judge's side of a session: opens workers, and hears how they ended."""

from __future__ import annotations

import contextlib
import itertools
import select
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.sandbox.decode import decode
from autograder.sandbox.errors import SandboxError, SpawnerGone
from autograder.sandbox.frames import Closed, FrameReader
from autograder.sandbox.job import Job, Sources, job_fields
from autograder.sandbox.limits import Ending, Limits, SubmissionFiles
from autograder.sandbox.orders import SIZE, send_order
from autograder.sandbox.talk import Worker

Conditions = Mapping[str, Any]  # fields of a job that differ from another one's
SAME: Conditions = {}

PATIENCE = 60.0  # seconds that a session may take to end a worker, on a machine under load


class Session:
    """One judge's line to its own session process."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._reader = FrameReader(SIZE)
        self._numbers = itertools.count(1)
        self._endings: dict[int, Ending] = {}
        self._sources: Sources | None = None  # what the session has laid out
        self._expected: Job | None = None  # what it takes the next one to be

    def worker(
        self,
        *,
        module: str,
        files: SubmissionFiles,
        bytecode: SubmissionFiles | None = None,
        support: Iterable[Path] = (),
        limits: Limits | None = None,
        device: str = "cpu",
        forbid: Iterable[str] = (),
        seed: int = 0,
        then: Conditions | None = SAME,
    ) -> Worker:
        """A fresh worker for one test; use it in a `with` statement. One at a time.

        `then` says what the next one will be asked for with, as far as that is known, so that it
        is got ready meanwhile: the same, something else, or None for nothing at all.
        """
        job = Job(
            module=module,
            files=tuple(files),
            support=tuple(str(Path(path).resolve()) for path in support),
            limits=limits or Limits(),
            device=device,
            forbid=tuple(forbid),
            seed=seed,
        )
        following = None if then is None else replace(job, **then)
        return Worker(self, job, Sources(files, bytecode or {}), following)

    def open(self, job: Job, sources: Sources, then: Job | None, channel: int, output: int) -> int:
        """Have a worker forked that speaks through these two descriptors; its number."""
        number = next(self._numbers)
        self._endings.clear()  # of workers before it: nobody asks any more
        order: dict[str, Any] = {"do": "open", "number": number}
        if job != self._expected:
            order["job"] = job_fields(job)
        if sources != self._sources:
            order["sources"] = {"files": dict(sources.files), "bytecode": dict(sources.bytecode)}
        if then is not None:
            order["then"] = {} if then == job else job_fields(then)
        self._order(order, [channel, output])
        self._sources, self._expected = sources, then or job
        return number

    def end(self, number: int, patience: float = 0.0, wait: bool = True) -> Ending | None:
        """Have the worker ended, at once or when it has not ended by itself after `patience`."""
        if number not in self._endings:
            self._order({"do": "end", "number": number, "patience": patience})
        deadline = time.monotonic() + PATIENCE
        while wait and number not in self._endings:
            if not select.select([self._line], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise SandboxError("a worker could not be ended: look at the load of this machine")
            self.listen()
        return self._endings.get(number)

    def ended(self, number: int) -> bool:
        """Whether the worker is known to have ended."""
        return number in self._endings

    def fileno(self) -> int:
        """For select: readable when there is something to listen to."""
        return self._line.fileno()

    def listen(self) -> None:
        """Take in one piece of news from the session."""
        try:
            frame = self._reader.advance(self._line)
        except (Closed, ConnectionError):
            raise SpawnerGone("the session's process has ended: start the grading again") from None
        if frame is not None:
            fields = decode(frame)
            number = fields.pop("number")
            self._endings[number] = Ending(**fields)

    def _order(self, order: dict[str, Any], fds: list[int] | None = None) -> None:
        try:
            send_order(self._line, order, fds or [])
        except OSError as error:
            raise SpawnerGone(
                f"the session's process has ended ({error}): start the grading again"
            ) from None

    def close(self) -> None:
        """End the session and what is left of its worker."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)  # whoever else holds a copy of it after a fork
        self._line.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
