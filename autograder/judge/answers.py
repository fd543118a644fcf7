"""What the reference and the misconceptions answer to a call, each asked once."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from autograder.course import Assignment
from autograder.judge.ideas import Idea, alternatives, misconceptions
from autograder.judge.modules import load_overlay, load_reference
from autograder.judge.suite import TestRun
from autograder.testing.arrays import dtype_of, is_array, library
from autograder.testing.check import answer_of
from autograder.testing.examples import probes_in
from autograder.testing.failure import Call
from autograder.testing.outcome import Outcome


class Answers:
    """Trusted modules and the memory of their answers; shared by all submissions of a run."""

    def __init__(self, assignment: Assignment) -> None:
        self.reference = load_reference(assignment)
        self._assignment = assignment
        self._overlays: dict[str, Any] = {}
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
    def right(self) -> tuple[Any, ...]:
        """The reference and every alternative."""
        others = alternatives(self._assignment)
        return (self.reference, *(load_overlay(self._assignment, idea) for idea in others))

    @cached_property
    def chosen(self) -> dict[Idea, Any]:
        """The misconceptions that examples.py shall catch, each with its module."""
        return {idea: self.overlay(idea) for idea in self.ideas if idea.chosen}

    @cached_property
    def probes(self) -> dict[str, Callable[..., Any]]:
        """What examples.py can ask besides the functions."""
        return probes_in(self._assignment.support_dir)

    def load_ideas(self) -> None:
        """Have every misconception at hand: before submissions are forked, or a clock is started."""
        for idea in self.ideas:
            self.overlay(idea)

    def foresee(self, runs: Sequence[TestRun]) -> None:
        """Ask every wrong idea about its own function once, rather than in each fork again."""
        for run in runs:
            for idea in self.ideas:
                if run.facts.problem in idea.functions:
                    for case in run.cases:
                        self.mistaken(idea, case.call)

    def expected(self, call: Call) -> Outcome:
        """The reference's answer."""
        return self._answer("", lambda: self.reference, call)

    def mistaken(self, idea: Idea, call: Call) -> Outcome:
        """The answer of someone who holds this wrong idea."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is meant to be wrong: nobody should hear of it
            return self._answer(idea.name, lambda: self.overlay(idea), call)

    def knows(self, idea: Idea, call: Call) -> bool:
        """Whether the answer is at hand without running anything."""
        return (idea.name, key_of(call)) in self._known

    def overlay(self, idea: Idea) -> Any:
        """The module of someone who holds this idea."""
        if idea.name not in self._overlays:
            self._overlays[idea.name] = load_overlay(self._assignment, idea)
        return self._overlays[idea.name]

    def _answer(self, who: str, module: Callable[[], Any], call: Call) -> Outcome:
        key = (who, key_of(call))
        if key not in self._known:
            self._known[key] = answer_of(module(), call)
        return self._known[key]


def key_of(call: Call) -> bytes:
    """A digest of a call with all its inputs."""
    digest = hashlib.blake2b(digest_size=16)
    _feed(digest, call.function)
    if call.probe is not None:
        _feed(digest, call.probe.source)
    _feed(digest, call.args)
    _feed(digest, call.kwargs)
    return digest.digest()


def _feed(digest: Any, value: Any) -> None:
    kind = type(value)
    if kind is int or kind is str or kind is float:
        digest.update(f"{kind.__name__}:{value!r};".encode())
    elif is_array(value):
        array = value.detach().cpu() if library(value) == "torch" else value
        digest.update(f"{dtype_of(value)}{tuple(value.shape)}".encode())
        if library(value) == "torch":
            import torch

            digest.update(str(value.stride()).encode())
            flat = array.contiguous().reshape(-1)
            array = flat.view(torch.uint8) if flat.numel() and not flat.is_complex() else flat
            array = array.resolve_conj().numpy()
        digest.update(array.tobytes())
    elif isinstance(value, (list, tuple)):
        digest.update(f"{type(value).__name__}{len(value)}(".encode())
        for item in value:
            _feed(digest, item)
    elif isinstance(value, dict):
        digest.update(f"dict{len(value)}(".encode())
        for key, item in value.items():
            _feed(digest, key)
            _feed(digest, item)
    else:
        digest.update(f"{type(value).__name__}:{value!r};".encode())
