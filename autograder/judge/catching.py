"""examples.py as a test of extra credit: which wrong ideas a student's examples catch.

    worker: examples.py ──► plain data ──► form ──► a process apart: do all right solutions agree?
    (valid) ──► which chosen ideas give something else? (caught) ──► points and words

The worker sees the student's file and nothing else, the other process no code of the student's.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course import Spec
from autograder.judge.apart import each_apart
from autograder.judge.ideas import Idea
from autograder.judge.results import TestResult
from autograder.judge.series import Bench
from autograder.sandbox import Limits, Worker
from autograder.testing import tell
from autograder.testing.check import Backend
from autograder.testing.examples import (
    EXAMPLES,
    MOST,
    PROBLEM,
    Example,
    as_meant,
    asked,
    count,
    disproved,
    read,
    take,
)
from autograder.testing.invoke import probe_of
from autograder.testing.marks import point_text
from autograder.testing.outcome import Failure, Mismatch, NoAnswer, Outcome

Forethought = tuple[tuple[TestResult, ...], dict[str, Any]]

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
class _Seen:
    """One example: what is wrong with it, or the wrong ideas that it catches."""

    number: int
    text: str
    trouble: str = ""
    caught: tuple[str, ...] = ()


def forethought(bench: Bench, keeper: Any, handed_in: bytes) -> Forethought:
    """What somebody's examples.py comes to; nothing where that is the starter's own.

    A test of the result, and facts for the class report.
    """
    spec, answers = bench.assignment.spec, bench.answers
    if not handed_in or not spec.examples_points or not answers.chosen:
        return (), {}
    if handed_in.split() == bench.assignment.examples.read_bytes().split():
        return (), {}
    known = [n for n in bench.suite.problems if callable(getattr(answers.reference, n, None))]
    found, trouble = _examples(spec, keeper, handed_in, (*known, *answers.probes))
    whole = [each for each in found if isinstance(each, Example)]
    # Loaded here: whoever works apart is gone afterwards.
    right = [asked(module, answers.probes) for module in answers.right]
    wrong = {idea.name: asked(module, answers.probes) for idea, module in answers.chosen.items()}
    ends = time.monotonic() + SECONDS
    verdicts = iter(each_apart(lambda n: _verdict(whole[n], right, wrong), len(whole), ends))
    seen = []
    for number, each in enumerate(found, 1):
        if isinstance(each, str):
            seen.append(_Seen(number, "(not asked)", each))
        else:
            why, caught = next(verdicts) or (TOO_MUCH, ())
            seen.append(_Seen(number, each.text(), why, tuple(caught)))
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
        number = _ask(worker, count).value
        if type(number) is not int:
            return [], f"{EXAMPLES} has no list called EXAMPLES: begin it with `EXAMPLES = [`"
        if not 0 < number <= MOST:
            return [], f"EXAMPLES holds {number:,} examples: write at least one, {MOST} at most"
        # Read one by one: what is too large is not kept.
        return [_read(_ask(worker, take, place), known) for place in range(number)], ""


def _ask(worker: Worker, function: Any, *data: Any) -> Outcome:
    probe = probe_of(function)
    return worker.probe(probe.source, probe.name, data)


def _read(outcome: Outcome, known: Collection[str]) -> Example | str:
    if outcome.kind == "returned":
        return read(outcome.value, known)
    if outcome.kind == "unsendable":
        return f"it holds {outcome.detail}, which is no plain data that could be asked"
    return tell.no_answer(outcome, EXAMPLES)


def _verdict(
    example: Example, right: Sequence[Backend], wrong: Mapping[str, Backend]
) -> tuple[str, list[str]]:
    """Why an example is not valid, or the wrong ideas that it catches."""
    example = as_meant(example, right[0])
    if failure := disproved(example, right[0]):
        return _why(failure), []
    if any(disproved(example, each) for each in right[1:]):
        return DISAGREED, []
    failures = {name: disproved(example, each) for name, each in wrong.items()}
    # Too little memory for a wrong solution says nothing about its idea.
    return "", [name for name, failed in failures.items() if failed and not _starved(failed)]


def _starved(failure: Failure) -> bool:
    return failure.outcome is not None and failure.outcome.kind == "memory"


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
    lines = [trouble] if trouble else []
    if seen:
        until = ": there are no points until all are" * bool(invalid)
        lines.append(f"{len(seen) - len(invalid)} of {len(seen)} examples valid{until}.")
        lines += [f"example {each.number}: {each.text}\n    {each.trouble}" for each in invalid]
        lines.append(f"{len(caught)} of {len(chosen)} wrong ideas caught{':' if caught else '.'}")
        lines += [f"- {i.title}: example {', '.join(map(str, by[i.name]))}" for i in caught]
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
    return (result,), {PROBLEM: facts}
