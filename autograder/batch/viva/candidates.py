"""Small calls that are worth a question: those of open tests and variations of them.

Only what students have in their hands is taken: nothing of a hidden test can reach a sheet.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from autograder.batch.viva.values import fits, key_of, nearly, tree_of
from autograder.judge.stages import Bench
from autograder.student.timelimit import TimeLimit, time_limit
from autograder.testing.arrays import is_array
from autograder.testing.failure import Call
from autograder.testing.outcome import Outcome
from autograder.testing.plain import plain

VARIATIONS = 8  # of each call of an open test
NEGATIVE = 0.4  # of variations of an array have one sign turned over
KEPT = 8  # calls for each function, so that neighbours get different ones
SECONDS = 1.0  # for the course's own code, on inputs that nobody has tried
CHOICES = 4
MISSES = 20  # of which the three that are needed will differ
RIGHT = "the right answer"
LINES = 14  # of a probe that is printed

ENDED = {
    "timeout": "it does not come to an end",
    "memory": "it asks for too much memory",
    "exited": "it ends the program",
    "crashed": "it crashes",
}


@dataclass(frozen=True)
class Answer:
    """What comes of a call, if it can stand in a question."""

    key: str  # the same for answers that read the same
    tree: Any = None
    instead: str = ""  # of a value, in words


@dataclass(frozen=True)
class Candidate:
    """A call, the right answer, and those of wrong ideas by their titles: all different."""

    call: Call
    right: Answer
    wrong: dict[str, Answer]
    shows: frozenset[str] = frozenset()  # ideas that give anything else than the right answer


def answer_of(outcome: Outcome | None) -> Answer | None:
    """An outcome for paper; nothing where it is too large, or says nothing about the code."""
    if outcome is None:
        return None
    if outcome.kind == "returned" and fits(outcome.value):
        tree = tree_of(outcome.value)
        return Answer(key_of(tree), tree)
    if outcome.kind == "raised" and outcome.raised is not None:
        name = plain(outcome.raised.type)[:40]
        return Answer(f"raises {name}", instead=f"no value: it raises {name}")
    words = ENDED.get(outcome.kind)
    return Answer(outcome.kind, instead=f"no value: {words}") if words else None


def candidates_of(bench: Bench, seed: int) -> dict[str, tuple[Candidate, ...]]:
    """By function; calls at which many wrong ideas differ come first, then varied ones."""
    found: dict[str, dict[str, tuple[tuple[Any, ...], Candidate]]] = {}
    for facts in bench.suite.facts:
        plan = bench.plans.get(facts.id) if facts.open else None
        draw = random.Random(f"{seed}:{facts.id}")
        for case in plan.cases if plan else ():
            if (case.call.function or facts.problem) != facts.problem:
                continue  # a helper's
            for number, call in enumerate(_with_variations(case.call, draw)):
                made = _candidate(bench, facts.problem, call, varied=number > 0)
                if made is not None:
                    rank = (-min(len(made.wrong), CHOICES - 1), number == 0, draw.random())
                    given = key_of(tree_of([call.args, dict(call.kwargs), str(call.probe)]))
                    found.setdefault(facts.problem, {}).setdefault(given, (rank, made))
    return {
        problem: _best([made for _, made in sorted(each.values(), key=lambda pair: pair[0])])
        for problem, each in found.items()
    }


def _best(ranked: list[Candidate]) -> tuple[Candidate, ...]:
    """The first ones, and whatever shows an idea that these do not."""
    chosen = ranked[:KEPT]
    seen = {idea for made in chosen for idea in made.shows}
    for made in ranked[KEPT:]:
        if len(chosen) < 2 * KEPT and not made.shows <= seen:
            chosen.append(made)
            seen |= made.shows
    return tuple(chosen)


def _with_variations(call: Call, draw: random.Random) -> Iterator[Call]:
    yield call
    for _ in range(VARIATIONS):
        args, kwargs = _varied(call.args, draw), _varied(dict(call.kwargs), draw)
        yield replace(call, args=args, kwargs=tuple(kwargs.items()))


def _varied(value: Any, draw: random.Random) -> Any:
    """The same kind of value: an array's numbers in another order, an int one more or less."""
    if is_array(value):
        order = list(range(math.prod(value.shape)))
        draw.shuffle(order)
        flat = value.reshape(-1)[order]
        if order and "float" in str(value.dtype) and draw.random() < NEGATIVE:
            place = draw.choice(order)
            flat[place] = -flat[place]
        return flat.reshape(value.shape)
    if isinstance(value, (list, tuple)):
        return type(value)(_varied(item, draw) for item in value)
    if isinstance(value, dict):
        return {name: _varied(item, draw) for name, item in value.items()}
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    if isinstance(value, float) and not value.is_integer():
        return value
    step = draw.choice((0, 1) if abs(value) < 2 else (-1, 0, 1))
    return value - step if value < 0 else value + step  # never 0 where it was none


def _candidate(bench: Bench, problem: str, call: Call, varied: bool) -> Candidate | None:
    if not fits([call.args, dict(call.kwargs)]) or (call.probe and _long(call.probe.source)):
        return None
    answers = bench.answers
    right = _in_time(lambda: answers.expected(call))
    if right is None or (varied and right.instead):
        return None  # what nobody asked for may well raise
    wrong: dict[str, Answer] = {}
    shows: set[str] = set()
    for idea in answers.ideas:
        if problem not in idea.functions:
            continue
        answer = _in_time(lambda idea=idea: answers.mistaken(idea, call))
        if answer is None or answer.key == right.key:
            continue
        shows.add(idea.name)
        if not answer.instead and answer.key not in {each.key for each in wrong.values()}:
            wrong[idea.title] = answer
    made = Candidate(call, right, wrong, frozenset(shows))
    enough = right.instead or len(distractors(made, right, random.Random(0))) == CHOICES - 1
    return made if enough else None


def _long(source: str) -> bool:
    return len(source.splitlines()) > LINES


def _in_time(ask: Any) -> Answer | None:
    try:
        with time_limit(SECONDS):
            return answer_of(ask())
    except TimeLimit:
        return None


def distractors(candidate: Candidate, key: Answer, draw: random.Random) -> list[tuple[str, Answer]]:
    """Three other choices than the key: the right one, wrong ideas', near misses, as needed.

    Each has the title of the idea that it comes of; all differ by value.
    """
    pool = [*candidate.wrong.items()]
    draw.shuffle(pool)
    pool.insert(0, (RIGHT, candidate.right))
    start = candidate.right if key.instead else key
    misses = [] if start.instead else [nearly(start.tree, draw) for _ in range(MISSES)]
    pool += [("", Answer(key_of(tree), tree)) for tree in misses]
    known, found = {key.key}, list[tuple[str, Answer]]()
    for title, answer in pool:
        if answer.key not in known and len(found) < CHOICES - 1:
            known.add(answer.key)
            found.append((title, answer))
    return found
