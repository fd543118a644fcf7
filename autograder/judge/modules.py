"""Trusted modules: the reference, and the reference with a wrong (or another right) idea laid over it."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.course.places import PackedFile
from autograder.testing.several import joined


@dataclass(frozen=True)
class Idea:
    """A misconception or an alternative: an override of some functions, with its docstring."""

    name: str
    title: str
    body: str
    path: Path | PackedFile
    functions: tuple[str, ...]


def read_idea(path: Path | PackedFile) -> Idea:
    """What a misconception's or alternative's file says, without running it."""
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}") from None
    doc = inspect.cleandoc(ast.get_docstring(tree) or "")
    title, _, body = doc.partition("\n")
    if not title:
        raise CourseError(f"{path} has no docstring: its first line is the idea's name")
    functions = tuple(
        name for node in tree.body for name in _defined(node) if not name.startswith("_")
    )
    return Idea(path.stem, title.strip().rstrip("."), body.strip(), path, functions)


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def load_reference(assignment: Assignment) -> ModuleType:
    """The reference, as one module; the assignment's other files can be imported by it."""
    return _load(assignment, None)


def load_overlay(assignment: Assignment, idea: Idea) -> ModuleType:
    """The reference with an idea's functions in place of its own."""
    return _load(assignment, idea)


def _load(assignment: Assignment, idea: Idea | None) -> ModuleType:
    paths = {path.stem: path for path in assignment.solutions()}
    with _modules_aside(paths, assignment):
        wrong = None
        if idea is not None:
            # The idea's own imports from the reference get the right functions.
            _import_all(paths)
            wrong = _execute(f"_idea_{idea.name}", idea.path)
        modules = _import_all(paths)
        main = modules[assignment.module]
        for name in idea.functions if idea is not None else ():
            # Wherever the function is known: where it is written, and where it was imported.
            homes = [module for module in modules.values() if name in vars(module)]
            for home in homes or [main]:
                setattr(home, name, getattr(wrong, name))
    return joined(main, [module for module in modules.values() if module is not main])


def _import_all(paths: Mapping[str, Path]) -> dict[str, ModuleType]:
    """Every file anew; one that imports another gets it, whichever comes first."""
    for name in paths:
        sys.modules.pop(name, None)
    finder = _Finder(paths)
    sys.meta_path.insert(0, finder)
    try:
        return {name: importlib.import_module(name) for name in paths}
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder, Loader):
    """Imports the reference's files by their paths; writes nothing beside them."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self.paths = paths

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in self.paths else None

    def exec_module(self, module: ModuleType) -> None:
        path = self.paths[module.__name__]
        module.__file__ = str(path)
        exec(_code(path), module.__dict__)  # the course's own solution


def _execute(name: str, path: Path | PackedFile) -> ModuleType:
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    exec(_code(path), module.__dict__)  # the course's own solution
    return module


@lru_cache(maxsize=64)
def _code(path: Path | PackedFile) -> CodeType:
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


def composed_source(assignment: Assignment, idea: Idea) -> dict[str, str]:
    """A submission that holds the idea: the reference's files, the idea's code at the end."""
    files = {path.name: path.read_text(encoding="utf-8") for path in assignment.solutions()}
    text = idea.path.read_text(encoding="utf-8")
    _refuse_whole_modules(text, {path.stem for path in assignment.solutions()}, idea)
    home = next(
        (
            name
            for name, text in files.items()
            if any(f"def {f}(" in text or f"class {f}" in text for f in idea.functions)
        ),
        assignment.main_file,
    )
    files[home] += "\n\n" + text
    return files


def _refuse_whole_modules(text: str, modules: Container[str], idea: Idea) -> None:
    """Behind the reference in one file, its module is the idea's own: it would call itself."""
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if taken := next((name for name in names if name in modules), None):
            raise CourseError(
                f"{idea.path} imports {taken} as a whole: write `from {taken} import f as _f`,"
                " so that the right function stays known when yours takes its name"
            )
