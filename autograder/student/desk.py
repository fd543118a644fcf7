"""Where the student's module lies during a run of pytest: loaded once, called with a time limit."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.student.loading import CannotLoad, Facts, load, nobody_types, not_installed
from autograder.student.timelimit import TimeLimit, time_limit
from autograder.testing import fixtures, watch
from autograder.testing.check import Backend, InProcess, Run
from autograder.testing.failure import Call
from autograder.testing.marks import Marks, marks_of
from autograder.testing.outcome import Outcome
from autograder.testing.problems import problem_of

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
        self.used = ""  # a forbidden operation, while the file was loaded
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
                yield Run(problem, lambda call: Outcome("import_failed", detail=self.trouble))
            elif forbid and self.used:
                yield Run(problem, lambda call: Outcome("forbidden", detail=self.used))
            else:
                yield Run(problem, _timed(InProcess(module, forbid), seconds, self.give_up))

    def _load(self) -> ModuleType | None:
        if self._module is None and not self.trouble:
            try:
                for name in self.facts.preload:
                    importlib.import_module(name)
                self._module = self._loaded()
            except CannotLoad as error:
                self.trouble = str(error)
            except ModuleNotFoundError as error:
                self.trouble = not_installed(error.name or "a library")
        return self._module

    def _loaded(self) -> ModuleType:
        """As in the grader, a file that uses what a test forbids while it is loaded fails that test."""
        arguments = (self.folder, self.facts, self.facts.seconds, self.give_up)
        patterns = [p for group in (self.facts.forbid or {}).values() for p in group]
        disarm = watch.arm(patterns, [str(self.folder / name) for name in self.facts.files])
        try:
            module = load(*arguments)
        except CannotLoad:
            self.used = next(iter(watch.found()), "")
            if not self.used:
                raise
        else:
            self.used = next(iter(watch.found()), "")
        finally:
            disarm()
        # The other tests are none the worse for it.
        return load(*arguments) if self.used else module


def fails(desk: Desk, problem: str, items: Sequence[Any]) -> bool | None:
    """Whether a function is wrong that was not asked for: its tests, of these, are run unseen.

    None where that cannot be told.
    """
    for item in (item for item in items if problem_of(item.name) == problem):
        with desk.open_run(problem, marks_of(item.obj)) as run:
            given = fixtures.values_for(item.name, run)
            if not given.keys() >= set(item._fixtureinfo.argnames):
                return None
            try:
                item.obj(**{name: given[name] for name in item._fixtureinfo.argnames})
            except Exception:
                return True
    return False if any(problem_of(item.name) == problem for item in items) else None


def _timed(inner: Backend, seconds: float, give_up: Callable[[], None] | None) -> Backend:
    """The same with a time limit around each call."""

    def ask(call: Call) -> Outcome:
        with time_limit(seconds, give_up):
            outcome = inner(call)
        if outcome.raised is None or outcome.raised.type != TimeLimit.__name__:
            return outcome
        return replace(outcome, kind="timeout", detail=f"{seconds:g} s")

    return ask
