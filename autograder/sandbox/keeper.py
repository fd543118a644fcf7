"""The judge's handle on its keeper: opens workers, looks at them, ends them."""

from __future__ import annotations

import contextlib
import select
import socket
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.sandbox.asking import Worker
from autograder.sandbox.errors import BadRequest, SandboxError, SpawnerGone
from autograder.sandbox.limits import Conditions, Ending, Limits, SubmissionFiles, Usage
from autograder.wire import Closed
from autograder.wire.trusted import receive, send

PATIENCE = 60.0  # seconds that a keeper may take for one request, on a machine under load


class Keeper:
    """One judge's line to its own keeper."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def worker(
        self,
        *,
        module: str,
        files: SubmissionFiles,
        support: Iterable[Path] = (),
        limits: Limits | None = None,
        device: str = "cpu",
        forbid: Iterable[str] = (),
        stand_ins: Iterable[str] = (),
        seed: int = 0,
    ) -> Worker:
        """A fresh worker; use it in a `with` statement. One at a time."""
        for name in files:
            path = PurePosixPath(name)
            if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name:
                raise BadRequest(f"the file name {name!r} leads out of the worker's folder")
        conditions = Conditions(
            module=module,
            names=tuple(files),
            support=tuple(str(Path(path).resolve()) for path in support),
            limits=limits or Limits(),
            device=device,
            forbid=tuple(forbid),
            stand_ins=tuple(stand_ins),
            seed=seed,
        )
        return Worker(self, conditions, files)

    def open(
        self, conditions: Conditions, files: SubmissionFiles, channel: int, output: int
    ) -> None:
        """Have a worker forked that speaks through these two descriptors."""
        data = {"conditions": conditions.to_data(), "files": dict(files)}
        answer = self._ask("open", data, [channel, output])
        if answer["fault"]:
            raise SandboxError(f"a worker could not be started: {answer['fault']}")

    def look(self) -> Usage:
        """What the worker is at; from now on its processor time counts for the next test."""
        return Usage(**self._ask("look", {}))

    def end(self, patience: float = 0.0) -> Ending:
        """Have the worker ended, at once or when it has not ended by itself after `patience`."""
        return Ending(**self._ask("end", {"patience": patience}))

    def _ask(self, what: str, data: dict[str, Any], fds: list[int] | None = None) -> Any:
        try:
            send(self._line, {"do": what, **data}, fds or [])
            if not select.select([self._line], [], [], PATIENCE)[0]:
                raise SandboxError(
                    f"a keeper has not answered `{what}` in {PATIENCE:g} s: look at the load of"
                    " this machine, then start the grading again"
                )
            return receive(self._line)[0]
        except (OSError, Closed) as error:
            raise SpawnerGone(f"a keeper has ended ({error}): start the grading again") from None

    def close(self) -> None:
        """Hang up; the keeper ends its worker and itself."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)  # whoever else holds a copy of it after a fork
        self._line.close()

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
