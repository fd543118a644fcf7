"""Loads the student's file, and says in one sentence what to do where that does not work."""

from __future__ import annotations

import builtins
import difflib
import importlib.util
import linecache
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.student.timelimit import TimeLimit, time_limit
from autograder.testing.invoke import joined, run
from autograder.testing.outcome import Outcome
from autograder.testing.plain import not_text
from autograder.testing.tell import not_imported

# Files of the kit that lie beside the student's: never taken for a renamed one.
OURS = ("check.py", "conftest.py", "look.py", "setup.py")
INPUT = (
    "input() waits for somebody who types, and nobody does while tests run:"
    " take input() out; values come in through the function's arguments"
)
Stamp = dict[str, tuple[int, int]]


class CannotLoad(Exception):
    """The student's file cannot be loaded; the message is the whole story, with what to do."""


@dataclass(frozen=True)
class Facts:
    """What the student's folder says about its assignment (kit/assignment.json)."""

    number: str = ""
    title: str = ""
    files: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    points: float = 0
    seconds: float = 10
    problems: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    forbid: dict[str, list[str]] = field(default_factory=dict)
    questions: int = 0
    costs_twice: dict[str, list[str]] = field(default_factory=dict)
    ours: tuple[str, ...] = ()  # programs of the course beside the student's file

    @classmethod
    def of(cls, data: dict[str, Any]) -> Facts:
        """What of a table is known here; a later kit may have written more."""
        known = {key: data[key] for key in cls.__dataclass_fields__ if key in data}
        lists = {key: tuple(value) for key, value in known.items() if isinstance(value, list)}
        return cls(**{**known, **lists})

    @property
    def forbidden(self) -> list[str]:
        """Everything that any test forbids."""
        return [pattern for group in self.forbid.values() for pattern in group]

    @property
    def main_file(self) -> str:
        return self.files[0] if self.files else ""


def stamp(folder: Path) -> Stamp:
    """When each Python file was last written, and how long it is."""
    found: Stamp = {}
    for path in sorted(folder.glob("*.py")):
        try:
            facts = path.stat()
        except OSError:
            continue  # it was taken away just now
        found[path.name] = (facts.st_mtime_ns, facts.st_size)
    return found


def load(folder: Path, facts: Facts, give_up: Callable[[], None] | None = None) -> ModuleType:
    """The student's module, under its own name, with the files beside it noted as the student's."""
    for name in facts.files:
        if not (folder / name).is_file():
            raise CannotLoad(_missing(folder, name, facts.ours))
    for name in facts.files:
        if trouble := not_text(name, (folder / name).read_bytes()):
            raise CannotLoad(trouble)
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    for name in (*facts.files, *facts.optional):  # each as it was saved last, whoever imports it
        sys.modules.pop(name.removesuffix(".py"), None)
    module = execute(folder / facts.main_file, facts.seconds, give_up)
    files = tuple(str(folder / name) for name in facts.files)
    module.__autograder_files__ = files  # type: ignore[attr-defined]
    rest = [
        sys.modules.get(name.removesuffix(".py")) or execute(folder / name, facts.seconds, give_up)
        for name in (*facts.files[1:], *facts.optional)
        if (folder / name).is_file()
    ]
    return joined(module, rest)


def execute(path: Path, seconds: float, give_up: Callable[[], None] | None = None) -> ModuleType:
    """One file as a module, or CannotLoad with what to do."""
    name = path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise CannotLoad(f"{path.name} cannot be read: is it a Python file?")
    loader, module = spec.loader, importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    beside = [str(each) for each in path.parent.glob("*.py")]
    module.__autograder_files__ = beside  # type: ignore[attr-defined]
    for each in beside:
        linecache.checkcache(each)  # it may have been saved since an earlier mistake was shown
    outcome = in_time(lambda: run(lambda: loader.exec_module(module), {}, module), seconds, give_up)
    if outcome.kind != "returned":
        sys.modules.pop(name, None)
        raise CannotLoad(_why(outcome, path.name))
    return module


def in_time(
    action: Callable[[], Outcome], seconds: float, give_up: Callable[[], None] | None
) -> Outcome:
    """What comes of it within so many seconds."""
    try:
        with time_limit(seconds, give_up):
            outcome = action()
    except TimeLimit:  # while what it did was written down
        return Outcome("timeout", detail=f"{seconds:g} s")
    if outcome.raised is None or outcome.raised.type != TimeLimit.__name__:
        return outcome
    return replace(outcome, kind="timeout", detail=f"{seconds:g} s")


def _why(outcome: Outcome, name: str) -> str:
    """As the grader says it; but a library of the course is missing here alone."""
    raised = outcome.raised
    if raised is not None and "ModuleNotFoundError" in raised.bases:
        missing = raised.message.partition("'")[2].partition("'")[0].partition(".")[0]
        if missing in ("torch", "numpy", "matplotlib", "pytest"):
            return not_installed(missing)
    stopped = outcome.kind in ("raised", "unwritten")
    return not_imported(replace(outcome, kind="import_failed") if stopped else outcome, name)


def _missing(folder: Path, name: str, ours: tuple[str, ...]) -> str:
    """The file is gone: look for it under a name that it may have got."""
    stem = name.removesuffix(".py")
    rest = [
        p.name
        for p in sorted(folder.iterdir())
        if p.is_file() and p.name not in (*OURS, *ours) and not p.name.startswith(("test_", "."))
    ]
    near = [n for n in rest if n.lower().startswith(stem.lower()) and ".py" in n.lower()]
    near += difflib.get_close_matches(name, [n for n in rest if n.endswith(".py")], 1, 0.6)
    if near:
        return (
            f"{name} is not here, but {near[0]} is: rename it to {name}."
            " The tests look for that name, and so does the grader"
        )
    found = [n for n in rest if n.endswith(".py")]
    if len(found) == 1:
        return f"{name} is not here. If {found[0]} is your work, rename it to {name}"
    return f"{name} is not in this folder: put it back, or take a fresh one out of the zip"


def not_installed(module: str) -> str:
    """What to type where a library of the course is missing."""
    return f"{module} is not installed. Type: python -m pip install -r requirements.txt"


@contextmanager
def nobody_types() -> Iterator[None]:
    """While tests run, `input()` says what is wrong with it rather than wait."""

    def refuse(*_: object) -> str:
        raise RuntimeError(INPUT)

    before = builtins.input
    builtins.input = refuse
    try:
        yield
    finally:
        builtins.input = before
