"""examples.py as a test of extra credit: which wrong ideas a student's examples catch.

    worker: examples.py ──► plain data ──► form ──► a process apart: do all right solutions agree?
    (valid) ──► which chosen ideas give something else? (caught) ──► points and words

The worker sees the student's file and nothing else, the other process no code of the student's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.course import Spec
from autograder.judge.apart import each_apart
from autograder.judge.ideas import Idea
from autograder.judge.results import TestResult
from autograder.judge.stages import Bench
from autograder.sandbox import Limits
from autograder.testing import tell
from autograder.testing.catching import (
    EXAMPLES,
    MOST,
    PROBLEM,
    Asking,
    Example,
    count,
    disproved,
    read,
    take,
)
from autograder.testing.check import InProcess
from autograder.testing.failure import Failure, Mismatch, NoAnswer
from autograder.testing.outcome import Outcome
from autograder.testing.probes import probe_of
from autograder.testing.problems import point_text

SECONDS = 30.0  # for all that is asked of right and wrong solutions

TOO_MUCH = "nobody could answer it: it takes too much time or memory, so choose smaller numbers"
DISAGREED = (
    "right solutions differ here: the handout leaves it open, so choose something that it speaks of"
)
MEND = f"mend {EXAMPLES} and hand it in again; the grader's other tests do not depend on it"
MORE = (
    "think of what somebody else could get wrong, and of a small input on which that would give"
    " something else than the right solution"
)
RUNGS = {
    "type": "what comes back is of another type",
    "shape": "what comes back has another shape, or another number of entries",
    "dtype": "what comes back has another dtype",
}


@dataclass(frozen=True)
class Forethought:
    """What a student's examples come to: a test of the result, and facts for the class report."""

    tests: tuple[TestResult, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Seen:
    """One example: what is wrong with it, or the wrong ideas that it catches."""

    number: int
    text: str
    trouble: str = ""
    caught: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"example {self.number}" + f": {self.text}" * bool(self.text)


@dataclass(frozen=True)
class _Panel:
    """Who is asked."""

    right: Sequence[Any]  # the reference first
    wrong: Mapping[Idea, Any]
    probes: Mapping[str, Callable[..., Any]]

    def verdict(self, example: Example) -> tuple[str, list[str]]:
        """Why an example is not valid, or the chosen ideas that it catches. Runs apart."""
        for module in self.right:
            if failure := self._failure(example, module):
                return (_why(failure) if module is self.right[0] else DISAGREED), []
        failures = {
            idea.name: self._failure(example, module) for idea, module in self.wrong.items()
        }
        return "", [name for name, failure in failures.items() if failure and not _starved(failure)]

    def _failure(self, example: Example, module: Any) -> Failure | None:
        return disproved(example, Asking(InProcess(module), self.probes))


def _starved(failure: Failure) -> bool:
    """Too little memory for a wrong solution says nothing about its idea."""
    return failure.outcome is not None and failure.outcome.kind == "memory"


def forethought(bench: Bench, keeper: Any, handed_in: bytes) -> Forethought:
    """Look at somebody's examples.py; nothing where that is the starter's own."""
    spec, answers = bench.assignment.spec, bench.answers
    if not handed_in or not spec.examples_points or not answers.chosen:
        return Forethought()
    if handed_in.split() == bench.assignment.examples.read_bytes().split():
        return Forethought()
    known = [n for n in bench.suite.problems if callable(getattr(answers.reference, n, None))]
    found, trouble = _examples(spec, keeper, handed_in, (*known, *answers.probes))
    whole = [each for each in found if isinstance(each, Example)]
    panel = _Panel(
        answers.right, answers.chosen, answers.probes
    )  # loaded here, not each time apart
    ends = time.monotonic() + SECONDS
    verdicts = iter(each_apart(lambda n: panel.verdict(whole[n]), len(whole), ends))
    seen = []
    for number, each in enumerate(found, 1):
        if isinstance(each, str):
            seen.append(_Seen(number, "", each))
        else:
            wrong, caught = next(verdicts) or (TOO_MUCH, ())
            seen.append(_Seen(number, each.text(), wrong, tuple(caught)))
    return _told(spec.examples_points, [*answers.chosen], seen, trouble)


def _examples(
    spec: Spec, keeper: Any, handed_in: bytes, known: Collection[str]
) -> tuple[list[Example | str], str]:
    """Each example, or what is wrong with its form; and why there is none to look at."""
    limits = Limits(seconds=spec.seconds, memory=spec.memory, lifetime=3 * spec.seconds)
    with keeper.worker(module=PROBLEM, files={EXAMPLES: handed_in}, limits=limits) as worker:
        outcome = worker.start()
        if outcome.kind != "returned":
            return [], tell.not_imported(outcome, EXAMPLES)
        worker.begin(spec.seconds)
        number = _asked(worker, count).value
        if type(number) is not int:
            return [], f"{EXAMPLES} has no list called EXAMPLES: begin it with `EXAMPLES = [`"
        if not 0 < number <= MOST:
            return [], f"EXAMPLES holds {number:,} examples: write at least one, {MOST} at most"
        # Read one by one: what is too large is not kept.
        return [_read(_asked(worker, take, place), known) for place in range(number)], ""


def _read(outcome: Outcome, known: Collection[str]) -> Example | str:
    if outcome.kind == "returned":
        return read(outcome.value, known)
    if outcome.kind == "unsendable":
        return f"it holds {outcome.detail}, which is no plain data that could be asked"
    return tell.no_answer(outcome, EXAMPLES)


def _asked(worker: Any, function: Any, *data: Any) -> Outcome:
    probe = probe_of(function)
    outcome: Outcome = worker.probe(probe.source, probe.name, data)
    return outcome


def _why(failure: Failure) -> str:
    """What an example of one's own may be told: not the right answer."""
    if isinstance(failure, Mismatch):
        return RUNGS.get(failure.rung, "something else comes back")
    if isinstance(failure, NoAnswer) and failure.outcome is not None:
        return TOO_MUCH if _starved(failure) else "an exception is raised here"
    if failure.outcome is not None and failure.outcome.kind == "returned":
        return "no exception is raised here"
    return "another exception is raised here"


def _told(
    points: float, chosen: Sequence[Idea], seen: Sequence[_Seen], trouble: str
) -> Forethought:
    """The points, and the words for them; of ideas that are still at large only the number."""
    invalid = [each for each in seen if each.trouble]
    by = {idea.name: [each.number for each in seen if idea.name in each.caught] for idea in chosen}
    caught = [idea for idea in chosen if by[idea.name]]
    share = 0.0 if trouble or invalid else len(caught) / len(chosen)
    lines = [trouble or _how_many(len(seen), len(invalid))]
    lines += [f"{each.title}\n    {each.trouble}" for each in invalid]
    if seen:
        lines.append(f"{len(caught)} of {len(chosen)} wrong ideas caught{':' if caught else '.'}")
        lines += [f"- {idea.title} (by {_listed(by[idea.name])})" for idea in caught]
    lines += [f"next: {MEND if trouble or invalid else MORE}"] if share < 1 else []
    result = TestResult(
        name=f"{EXAMPLES}: catch the wrong ideas ({point_text(points)}, extra credit)",
        score=round(points * share, 2),
        max_score=points,
        status="passed" if share == 1 else "failed",
        test=EXAMPLES,
        problem=PROBLEM,
        output="\n".join(lines),
        extra_credit=True,
        explanation=", ".join(f"at large: {idea.name}" for idea in chosen if idea not in caught),
        kind="passed" if share == 1 else "wrong",
    )
    facts = {
        "number": len(seen),
        "invalid": len(invalid),
        "caught": [[each.text, list(each.caught)] for each in seen if each.caught],
    }
    return Forethought((result,), {PROBLEM: facts})


def _how_many(number: int, invalid: int) -> str:
    count = "1 example" if number == 1 else f"{number} examples"
    if invalid:
        return f"{count}, {invalid} not valid: there are no points until all are valid."
    return f"{count}, {'valid' if number == 1 else 'all valid'}."


def _listed(numbers: Sequence[int]) -> str:
    """`example 1`, or `examples 1, 2 and 5`."""
    if len(numbers) == 1:
        return f"example {numbers[0]}"
    return f"examples {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
