"""Trusted modules: the reference, and the reference with a wrong (or another right) idea laid over it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.ideas import Idea
from autograder.testing.invoke import joined


def load_reference(assignment: Assignment) -> ModuleType:
    """The reference, as one module; the assignment's other files can be imported by it."""
    return _load(assignment, None)


def load_overlay(assignment: Assignment, idea: Idea) -> ModuleType:
    """The reference with an idea's functions in place of its own."""
    return _load(assignment, idea)


def _load(assignment: Assignment, idea: Idea | None) -> ModuleType:
    paths = {path.stem: path for path in assignment.solutions()}
    with _modules_aside(paths, assignment):
        finder = _Finder(paths, idea)
        sys.meta_path.insert(0, finder)
        try:
            # Every file anew; one that imports another gets it, whichever comes first.
            modules = {name: importlib.import_module(name) for name in paths}
        finally:
            sys.meta_path.remove(finder)
        main = modules[assignment.module]
    return joined(main, [module for module in modules.values() if module is not main])


class _Finder(MetaPathFinder, Loader):
    """Imports the reference's files by their paths, an idea's code behind the file it belongs to."""

    def __init__(self, paths: Mapping[str, Path], idea: Idea | None) -> None:
        self.paths, self.idea = paths, idea

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in self.paths else None

    def exec_module(self, module: ModuleType) -> None:
        path = self.paths[module.__name__]
        module.__file__ = str(path)
        exec(_code(path), module.__dict__)  # the course's own solution
        if self.idea is not None and self.idea.file == path.name:
            exec(compile(self.idea.code, self.idea.where, "exec"), module.__dict__)


@lru_cache(maxsize=64)
def _code(path: Path) -> CodeType:
    """A file's code; the reference is run once for each idea, and read once."""
    try:
        return compile(path.read_text(encoding="utf-8"), str(path), "exec")
    except FileNotFoundError:
        raise CourseError(f"{path} is missing: every assignment has its solution there") from None
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}") from None


@contextmanager
def support_importable(assignment: Assignment) -> Iterator[None]:
    """Let tests import the assignment's own helper modules, as they do in a student's folder."""
    paths = [path for folder in assignment.support() for path in folder.glob("*.py")]
    with _modules_aside([path.stem for path in paths], assignment):
        yield


@contextmanager
def _modules_aside(names: Iterable[str], assignment: Assignment) -> Iterator[None]:
    """Let an assignment's own names be importable for a while, and forgotten afterwards."""
    before: dict[str, Any] = {name: sys.modules.pop(name, None) for name in names}
    support = [str(folder) for folder in assignment.support()]
    sys.path[:0] = support
    try:
        yield
    finally:
        for entry in support:
            sys.path.remove(entry)
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
