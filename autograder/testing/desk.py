"""Where the student's module lies during a run of pytest: loaded once, called with a time limit."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.testing import watch
from autograder.testing.check import InProcess, Run
from autograder.testing.loading import CannotLoad, Facts, load, nobody_types, not_installed
from autograder.testing.marks import Marks
from autograder.testing.outcome import Outcome
from autograder.testing.probes import Probe
from autograder.testing.timelimit import TimeLimit, time_limit

FACTS = Path("kit") / "assignment.json"


def read_facts(folder: Path) -> Facts:
    """What the folder says about its assignment."""
    path = folder / FACTS
    if not path.is_file():
        return Facts()
    return Facts.of(json.loads(path.read_text(encoding="utf-8")))


class Desk:
    """The student's module, loaded once, when the first test wants it."""

    def __init__(self, folder: Path, facts: Facts) -> None:
        self.folder = folder
        self.facts = facts
        self.trouble = ""
        self.give_up: Callable[[], None] | None = None
        self._module: ModuleType | None = None

    @contextmanager
    def open_run(self, problem: str, marks: Marks) -> Iterator[Run]:
        """A Run in this process, for one test."""
        known = self.facts.forbid or {}
        forbid = tuple(pattern for group in marks.forbid for pattern in known.get(group, ()))
        seconds = marks.seconds or self.facts.seconds
        with nobody_types():
            module = self._load()
            if module is None:
                yield Run(problem, _NotLoaded(self.trouble))
            else:
                yield Run(problem, _Timed(InProcess(module, forbid), seconds, self.give_up))

    def _load(self) -> ModuleType | None:
        if self._module is None and not self.trouble:
            try:
                for name in self.facts.preload:
                    importlib.import_module(name)
                for patterns in (self.facts.forbid or {}).values():
                    watch.install(patterns)
                self._module = load(self.folder, self.facts, self.facts.seconds, self.give_up)
            except CannotLoad as error:
                self.trouble = str(error)
            except ModuleNotFoundError as error:
                self.trouble = not_installed(error.name or "a library")
        return self._module


@dataclass(frozen=True)
class _NotLoaded:
    """The backend where there is no module: every question has the same answer."""

    why: str

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        return Outcome("import_failed", detail=self.why)

    def probe(self, probe: Probe, data: tuple[Any, ...]) -> Outcome:
        return Outcome("import_failed", detail=self.why)


@dataclass(frozen=True)
class _Timed:
    """The backend of this process, with a time limit around each call."""

    inner: InProcess
    seconds: float
    give_up: Callable[[], None] | None

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        with time_limit(self.seconds, self.give_up):
            return self._told(self.inner.call(name, args, kwargs))

    def probe(self, probe: Probe, data: tuple[Any, ...]) -> Outcome:
        with time_limit(self.seconds, self.give_up):
            return self._told(self.inner.probe(probe, data))

    def _told(self, outcome: Outcome) -> Outcome:
        if outcome.raised is None or outcome.raised.type != TimeLimit.__name__:
            return outcome
        return replace(outcome, kind="timeout", detail=f"{self.seconds:g} s")
