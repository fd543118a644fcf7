"""Stands in for the sandbox where the code is the course's own: no process for each worker.

Only for the audit of misconceptions, hundreds of which are graded at each release. What students
hand in never comes here.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.sandbox import Answer, Conditions, Isolation, Limits
from autograder.sandbox.worker import Student, sendable, sow
from autograder.testing import watch
from autograder.testing.outcome import Outcome
from autograder.wire import Frame, Malformed, Request, decode_answer, decode_request, encode_call


class TrustedSpawner:
    """Has the methods of a Spawner that grading uses."""

    isolation = Isolation("none", "in the judge", ())

    def keeper(self) -> TrustedKeeper:
        return TrustedKeeper()

    def stop(self) -> None:
        pass


class TrustedKeeper:
    """One submission: its files are written once, its modules are run anew for each worker."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="autograder-audit-")
        self.written: Mapping[str, bytes] = {}

    def worker(
        self,
        *,
        module: str,
        files: Mapping[str, bytes],
        support: Sequence[Path] = (),
        limits: Limits | None = None,
        device: str = "cpu",
        forbid: Sequence[str] = (),
        stand_ins: Sequence[str] = (),
        seed: int = 0,
    ) -> TrustedWorker:
        folder = Path(self.folder.name)
        if files is not self.written:
            for name, data in files.items():
                (folder / name).write_bytes(data)
            self.written = files
        places = tuple(map(str, support))
        closed = tuple(forbid), tuple(stand_ins)
        terms = Conditions(module, tuple(files), places, limits or Limits(), device, *closed, seed)
        return TrustedWorker(str(folder), terms)

    def close(self) -> None:
        self.folder.cleanup()

    def __enter__(self) -> TrustedKeeper:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class TrustedWorker:
    """Answers as a worker does, in this process: fresh modules, fresh random numbers."""

    spent = False
    stand_in: Any = None

    def __init__(self, folder: str, conditions: Conditions) -> None:
        self.conditions = conditions
        self.path = [folder, *conditions.support]
        self.student = Student(folder, conditions)
        self.student.call_back = self._call_back

    def __enter__(self) -> TrustedWorker:
        sys.path[:0] = self.path
        sys.dont_write_bytecode = False  # read once, then loaded again for every worker
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for entry in self.path:
            sys.path.remove(entry)
        for name in self.conditions.names:
            sys.modules.pop(name.removesuffix(".py"), None)

    def begin(self, seconds: float) -> int:
        return 1

    def start(self) -> Outcome:
        """Import the code; a misconception that cannot be imported is a mistake of the course."""
        sow(self.conditions.seed)
        outcome = self.student.answer(Request("import"))
        # The tests' own code runs in this process too, and may use what it forbids.
        self.student.disarm()
        return outcome

    def _call_back(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        if self.stand_in is None:
            raise Malformed("a call back while nothing is asked")
        call = encode_call(name, args, kwargs)
        return decode_answer(self.stand_in.__self__.at_once(call), self.conditions.device)

    def ask(self, question: Frame) -> Answer:
        request = decode_request(question, self.conditions.device)
        answer_it = partial(self.student.answer, request)
        outcome = watch.watched(answer_it, self.conditions.forbid, self.student.module)
        return Answer(sendable(outcome))
