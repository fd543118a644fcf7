"""What one student's code answers to calls: asked twice, in fresh workers, what differs is dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.batch.viva.candidates import Answer, Candidate, answer_of
from autograder.course import Assignment
from autograder.judge.plan import request_of
from autograder.sandbox import Keeper, Limits, question
from autograder.testing.outcome import Outcome

SECONDS = 3.0  # for one small call
TELLING = ("returned", "raised")

Asked = tuple[str, Candidate]  # a function, and a call of it


@dataclass(frozen=True)
class Heard:
    """What came back, and why some of it cannot be used."""

    answers: Mapping[int, Answer]  # by the call's place
    fickle: frozenset[str] = frozenset()  # functions that gave two answers to one call
    broken: str = ""  # the kind of outcome, where not even the file could be imported


def hear(
    keeper: Keeper, assignment: Assignment, files: Mapping[str, bytes], asked: Sequence[Asked]
) -> Heard:
    """Two rounds, the second in the other order and with other random numbers."""
    everything = [*enumerate(asked)]
    first = _round(keeper, assignment, files, everything, seed=0)
    if isinstance(first, Outcome):
        return Heard({}, broken=first.kind)
    again = [each for each in everything if first.get(each[0], ("",))[0] in TELLING]
    second = _round(keeper, assignment, files, again[::-1], seed=1)
    if isinstance(second, Outcome):
        return Heard({}, broken=second.kind)
    answers: dict[int, Answer] = {}
    fickle: set[str] = set()
    for place, (kind, answer) in first.items():
        if kind in TELLING and _key(answer) != _key(second.get(place, ("", None))[1]):
            fickle.add(asked[place][0])
        elif answer is not None:
            answers[place] = answer
    return Heard(answers, frozenset(fickle))


def _key(answer: Answer | None) -> str | None:
    return answer.key if answer else None


def _round(
    keeper: Keeper,
    assignment: Assignment,
    files: Mapping[str, bytes],
    asked: Sequence[tuple[int, Asked]],
    seed: int,
) -> dict[int, tuple[str, Answer | None]] | Outcome:
    """Kinds and answers, of one worker after another; or why the file cannot be imported."""
    spec = assignment.spec
    limits = Limits(seconds=spec.seconds, memory=spec.memory, processes=spec.processes)
    found: dict[int, tuple[str, Answer | None]] = {}
    ended: set[str] = set()  # functions that hang or crash: their other calls would take time
    while waiting := [(p, each) for p, each in asked if p not in found and each[0] not in ended]:
        with keeper.worker(
            module=assignment.module,
            files=files,
            support=assignment.support(),
            limits=limits,
            seed=seed,
        ) as worker:
            started = worker.start()
            if started.kind != "returned":
                return started
            for place, (function, candidate) in waiting:
                worker.begin(min(SECONDS, spec.seconds))
                outcome = worker.ask(question(request_of(candidate.call, True))).outcome()
                found[place] = outcome.kind, answer_of(outcome)  # a large value is let go at once
                if worker.spent:
                    ended.add(function)
                    break
    return found
