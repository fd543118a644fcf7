"""The course's own tests as plain functions, for tools that run everything in one process.

Every peer runs the same test bodies on the same inputs against the same reference. Isolation, time
limits and the watch over forbidden operations are left out: the peers have none of them.
"""

from __future__ import annotations

import functools
import importlib.util
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.load import load_course
from autograder.testing.check import Check, InProcess, Run, Student, ask_module
from autograder.testing.fixtures import Rng
from autograder.testing.marks import marks_of, problem_of


@dataclass(frozen=True)
class Assertion:
    """One test: call it with the student's module; it raises where the answer is wrong."""

    name: str
    points: float
    title: str
    reference: ModuleType
    function: Callable[..., None]

    def __call__(self, module: Any) -> None:
        backend = InProcess(module)
        run = Run(problem_of(self.name), backend, partial(ask_module, self.reference))
        offer = {"check": Check(run), "student": Student(run), "rng": Rng(self.name)}
        wanted = inspect.signature(self.function).parameters
        self.function(**{name: offer[name] for name in wanted})


def load(path: Path, name: str) -> ModuleType:
    """A Python file as a module."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assertions(root: Path, slug: str, main_file: str) -> Iterator[Assertion]:
    """All tests of an assignment, public ones first."""
    reference = load(root / "solutions" / slug / main_file, "_reference")
    for kind in ("public", "hidden"):
        for path in sorted((root / "tests" / kind / slug).glob("test_*.py")):
            module = load(path, f"_{kind}_{path.stem}")
            for name, function in vars(module).items():
                if name.startswith("test_") and inspect.isfunction(function):
                    marks, title = marks_of(function), (function.__doc__ or name).splitlines()[0]
                    yield Assertion(name, marks.points or 0, title, reference, function)


@functools.lru_cache(maxsize=1)
def by_name(root: str, slug: str, main_file: str) -> dict[str, Assertion]:
    """All tests, loaded once in a process however many files ask."""
    return {one.name: one for one in assertions(Path(root), slug, main_file)}


def names_of(root: Path, slug: str) -> list[tuple[str, str, float]]:
    """Name, problem and points of every test, for files that are written ahead."""
    found = assertions(root, slug, load_course(root).assignment(slug).main_file)
    return [(one.name, problem_of(one.name), one.points) for one in found]
