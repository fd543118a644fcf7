"""Trusted modules (the reference, an idea laid over it), and what they answer: each asked once."""

from __future__ import annotations

import hashlib
import importlib
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache, partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from autograder.course import Assignment, CourseError
from autograder.judge.ideas import Idea, alternatives, misconceptions, solution_text
from autograder.sandbox import BadRequest, question
from autograder.testing.check import ask_module
from autograder.testing.examples import probes_in
from autograder.testing.invoke import joined
from autograder.testing.outcome import Call, Outcome
from autograder.wire.encode import library
from autograder.wire.frames import Frame


class Answers:
    """Trusted modules and the memory of their answers; shared by all submissions of a run."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._module = cache(partial(load_overlay, assignment))  # by the idea; None: no idea
        self.reference = self._module(None)
        self._known: dict[tuple[str, bytes], Outcome] = {}

    @cached_property
    def ideas(self) -> tuple[Idea, ...]:
        """The misconceptions; read when the first wrong answer asks for them."""
        return misconceptions(self._assignment)

    def costing(self, problem: str) -> set[str]:
        """The functions that may cost this one's points, as course.yml says."""
        known = self._assignment.spec.costs_twice
        return {function for function, others in known.items() if problem in others}

    @cached_property
    def right(self) -> tuple[ModuleType, ...]:
        """The reference and every alternative."""
        others = alternatives(self._assignment)
        return (self.reference, *map(self._module, others))

    @cached_property
    def chosen(self) -> dict[Idea, ModuleType]:
        """The misconceptions that examples.py shall catch, each with its module."""
        return {idea: self._module(idea) for idea in self.ideas if idea.chosen}

    @cached_property
    def probes(self) -> dict[str, Callable[..., Any]]:
        """What examples.py can ask besides the functions."""
        return probes_in(self._assignment.support_dir)

    def load_ideas(self) -> None:
        """Have every misconception at hand: before submissions are forked, or a clock is started."""
        for idea in self.ideas:
            self._module(idea)

    def expected(self, call: Call) -> Outcome:
        """The reference's answer."""
        return self._answer(None, call)

    def mistaken(self, idea: Idea, call: Call) -> Outcome:
        """The answer of someone who holds this wrong idea."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is meant to be wrong: nobody should hear of it
            return self._answer(idea, call)

    def knows(self, idea: Idea, call: Call) -> bool:
        """Whether the answer is at hand without running anything."""
        return (idea.name, _key_of(call)) in self._known

    def _answer(self, idea: Idea | None, call: Call) -> Outcome:
        key = (idea.name if idea else "", _key_of(call))
        if key not in self._known:
            with _torch_as_it_is():
                outcome = ask_module(self._module(idea), call)
            if not key[1]:
                return outcome
            self._known[key] = outcome
        return self._known[key]


@contextmanager
def _torch_as_it_is() -> Iterator[None]:
    """A wrong idea may switch gradients off for good, or change what a float is: not for others."""
    torch = library("torch")
    if torch is None:
        yield
        return
    gradients, usual = torch.is_grad_enabled(), torch.get_default_dtype()
    try:
        yield
    finally:
        torch.set_grad_enabled(gradients)
        torch.set_default_dtype(usual)


def _key_of(call: Call) -> bytes:
    """A digest of a call with all its inputs; none where they are no plain data."""
    try:
        return digest_of(question(call, begin=True))
    except BadRequest:
        return b""


def digest_of(frame: Frame) -> bytes:
    """The same for two messages that are the same, byte for byte."""
    digest = hashlib.blake2b(frame.structure, digest_size=16)
    digest.update(frame.blobs)
    return digest.digest()


def load_overlay(assignment: Assignment, idea: Idea | None = None) -> ModuleType:
    """The reference as one module, with an idea's functions in place of its own."""
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
        codes = {str(path): _code(path)}  # the course's own solution
        if self.idea is not None and self.idea.file == path.name:
            codes[self.idea.where] = compile(self.idea.code, self.idea.where, "exec")
        for where, code in codes.items():
            try:
                exec(code, module.__dict__)
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
                raise CourseError(f"{where} cannot be loaded: {told}: mend it") from None


@lru_cache(maxsize=64)
def _code(path: Path) -> CodeType:
    """A file's code; the reference is run once for each idea, and read once."""
    return compile(solution_text(path), str(path), "exec")


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
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module
