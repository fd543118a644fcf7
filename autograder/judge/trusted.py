"""Stands in for the sandbox where the code is the course's own: no process for each test.

Only for the audit of misconceptions, hundreds of which are graded at each release. What students
hand in never comes here.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.sandbox import Isolation
from autograder.sandbox.seeds import sow
from autograder.testing.check import InProcess
from autograder.testing.outcome import Outcome
from autograder.testing.probes import Probe
from autograder.testing.watch import install


class TrustedSpawner:
    """Has the methods of a Spawner that grading uses."""

    isolation = Isolation("none", "in the judge", ())

    def session(self) -> TrustedSession:
        return TrustedSession()

    def stop(self) -> None:
        pass


class TrustedSession:
    """One submission: its files are written once, its modules are run anew for each test."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="autograder-audit-")
        self.written: Mapping[str, bytes] = {}

    def worker(
        self,
        *,
        module: str,
        files: Mapping[str, bytes],
        support: Sequence[Path] = (),
        forbid: tuple[str, ...] = (),
        seed: int = 0,
        **limits: Any,
    ) -> TrustedWorker:
        folder = Path(self.folder.name)
        if files is not self.written:
            for name, data in files.items():
                (folder / name).write_bytes(data)
            self.written = files
        names = [name.removesuffix(".py") for name in files]
        return TrustedWorker(module, names, [str(folder), *map(str, support)], forbid, seed)

    def close(self) -> None:
        self.folder.cleanup()


class TrustedWorker:
    """One test: fresh modules, fresh random numbers."""

    def __init__(
        self, module: str, names: Sequence[str], path: list[str], forbid: tuple[str, ...], seed: int
    ) -> None:
        self.module, self.names, self.path = module, names, path
        self.forbid, self.seed = forbid, seed

    def __enter__(self) -> TrustedWorker:
        sys.path[:0] = self.path
        sys.dont_write_bytecode = False  # read once, then loaded again for every test
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for entry in self.path:
            sys.path.remove(entry)
        for name in self.names:
            sys.modules.pop(name, None)

    def compile(self) -> dict[str, bytes]:
        """Python keeps the compiled files beside the sources by itself."""
        return {}

    def start(self) -> Outcome:
        """Import the code; a misconception that cannot be imported is a mistake of the course."""
        install(self.forbid)
        sow(self.seed)
        self.loaded = importlib.import_module(self.module)
        return Outcome("returned")

    def call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        forbid_for: str | None = None,
    ) -> Outcome:
        return self._backend(forbid_for).call(name, args, kwargs)

    def probe(
        self, source: str, name: str, data: tuple[Any, ...], forbid_for: str | None = None
    ) -> Outcome:
        return self._backend(forbid_for).probe(Probe(name, source), data)

    def _backend(self, forbid_for: str | None) -> InProcess:
        return InProcess(self.loaded, self.forbid if forbid_for else ())
