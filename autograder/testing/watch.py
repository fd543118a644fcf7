"""Catches forbidden library operations where they happen, whatever name they were reached by.

Patterns come from course.yml. `aten::*conv*` is an operation as PyTorch's dispatcher names it;
`numpy.sort` a function of a module; `scipy.signal.*` a module not to be imported at all.
"""

from __future__ import annotations

import fnmatch
import functools
import importlib.abc
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from autograder.testing import operations
from autograder.testing.invoke import ForbiddenOperation, files_of
from autograder.testing.outcome import Outcome
from autograder.testing.reading import any_of, forbidden_name, may_name, names_of

# What is being watched right now, and what was seen: one call at a time in one process.
_active: list[_Watch] = []

# The patterns whose functions are wrapped.
_installed: set[str] = set()


class _Watch:
    """The patterns in force during one call, and the operations seen."""

    def __init__(self, patterns: Sequence[str], files: set[str]) -> None:
        self.patterns = tuple(patterns)
        self.rules = _rules(self.patterns)
        self.files = files
        self.seen: list[str] = []

    def check(self, name: str) -> None:
        """Refuse a function or a module, if it is among the forbidden ones."""
        if self.rules.names.match(name):
            self.refuse(name)

    def notice(self, name: str) -> None:
        """Refuse one of PyTorch's operations: only forbidden ones come here."""
        self.refuse(operations.public_name(name))

    def over_operations(self) -> AbstractContextManager[Any]:
        """While this is open, this thread's operations are watched."""
        if "torch" not in sys.modules or not self.rules.dispatched:
            return nullcontext()
        hook(self.patterns)
        return operations.noticed()

    def refuse(self, name: str) -> None:
        line = _student_line(self.files)
        self.seen.append(f"{name} at line {line}" if line else name)
        raise ForbiddenOperation(self.seen[0])


@dataclass(frozen=True)
class _Rules:
    """What some patterns forbid."""

    dispatched: bool  # whether any operation of PyTorch's dispatcher is among it
    operations: re.Pattern[str]  # these, without their prefix
    names: re.Pattern[str]


@functools.lru_cache(maxsize=16)
def _rules(patterns: tuple[str, ...]) -> _Rules:
    dispatched = [p.removeprefix("aten::") for p in patterns if p.startswith("aten::")]
    names = [p for p in patterns if not p.startswith("aten::")]
    return _Rules(bool(dispatched), any_of(dispatched), any_of(names))


def _student_line(files: set[str]) -> int | None:
    frame: Any = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename in files:
            return int(frame.f_lineno)
        frame = frame.f_back
    return None


def install(patterns: Sequence[str]) -> None:
    """Wrap the named functions before the student's file is imported, so that no alias escapes.

    What is wrapped already, by this process or the one it was forked from, costs nothing again.
    """
    names_of(tuple(patterns))
    hook(patterns)
    for pattern in patterns:
        if pattern.startswith("aten::") or pattern in _installed:
            continue
        module_name, _, name = pattern.rpartition(".")
        if name == "*":
            _forbid_import(module_name)
            _installed.add(pattern)
            continue
        module = sys.modules.get(module_name)
        if module is not None:
            _installed.add(pattern)
        for found in fnmatch.filter(dir(module), name) if module is not None else ():
            original = getattr(module, found)
            # A class stays itself, so that it can be derived from; its operations are seen.
            if isinstance(original, type) or getattr(original, "__autograder_guard__", False):
                continue
            if callable(original):
                setattr(module, found, _guarded(original, f"{module_name}.{found}"))
    _watch_threads()


def hook(patterns: Sequence[str]) -> None:
    """Have the forbidden operations of PyTorch, and no others, call us."""
    rules = _rules(tuple(patterns))
    if rules.dispatched and "torch" in sys.modules:
        operations.hook(rules.operations, _notice)


def _notice(operation: str) -> None:
    if _active:
        _active[-1].notice(operation)


def _guarded(original: Any, name: str) -> Any:
    @functools.wraps(original)
    def guard(*args: Any, **kwargs: Any) -> Any:
        if _active:
            _active[-1].check(name)
        return original(*args, **kwargs)

    guard.__autograder_guard__ = True  # type: ignore[attr-defined]
    return guard


class _ForbiddenImport(importlib.abc.MetaPathFinder):
    def __init__(self, module: str) -> None:
        self.module = module

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if _active and (name == self.module or name.startswith(self.module + ".")):
            _active[-1].check(f"{self.module}.{name[len(self.module) + 1 :]}")


def _forbid_import(module: str) -> None:
    known = {f.module for f in sys.meta_path if isinstance(f, _ForbiddenImport)}
    if module not in known:
        sys.meta_path.insert(0, _ForbiddenImport(module))


def _watch_threads() -> None:
    """Let threads that are started during a watched call be watched too: modes are per thread."""
    if getattr(threading.Thread.run, "__autograder_guard__", False):
        return
    plain = threading.Thread.run

    def run(self: threading.Thread) -> None:
        with _active[-1].over_operations() if _active else nullcontext():
            plain(self)

    run.__autograder_guard__ = True  # type: ignore[attr-defined]
    threading.Thread.run = run  # type: ignore[method-assign]


def watched(
    action: Callable[[], Outcome], patterns: Sequence[str], module: Any, name: str
) -> Outcome:
    """Do it while watching; an operation that was used is the outcome, whatever came back."""
    if not patterns:
        return action()
    with watching(patterns, files_of(module)) as seen:
        outcome = action()
    if seen:
        # The code may have swallowed the refusal and gone on: it was used all the same.
        return Outcome("forbidden", detail=seen[0], seconds=outcome.seconds)
    if outcome.kind == "returned" and may_name(module, name, patterns):
        used = forbidden_name(_source(module), name, tuple(patterns))
        if used:
            return Outcome("forbidden", detail=used, seconds=outcome.seconds)
    return outcome


def _source(module: Any) -> str:
    try:
        with open(module.__file__, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, ValueError, TypeError, AttributeError):
        return ""


@contextmanager
def watching(patterns: Sequence[str], files: set[str]) -> Iterator[list[str]]:
    """Watch while the student's function runs; yields the list of what was seen.

    The first forbidden operation raises ForbiddenOperation at its place. Code that swallows the
    exception is still found out: the list keeps it.
    """
    if not patterns:
        yield []
        return
    watch = _Watch(patterns, files)
    _active.append(watch)
    try:
        with watch.over_operations():
            yield watch.seen
    finally:
        _active.remove(watch)
