"""Small calls that are worth a question: those of open tests and variations of them; their answers.

Only what students have in their hands is taken: nothing of a hidden test can reach a sheet.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from autograder.judge.series import Bench
from autograder.student.timelimit import TimeLimit, time_limit
from autograder.testing.arrays import arrays_in, dtype_of, is_array
from autograder.testing.outcome import Call, Outcome
from autograder.testing.plain import plain
from autograder.testing.show import block, number, typed

VARIATIONS = 8  # of each call of an open test
NEGATIVE = 0.4  # of variations of an array have one sign turned over
KEPT = 8  # calls for each function, so that neighbours get different ones
SECONDS = 1.0  # for the course's own code, on inputs that nobody has tried
CHOICES = 4
MISSES = 20  # of which the three that are needed will differ
RIGHT = "the right answer"
LINES = 14  # of a probe that is printed
ENTRIES = 40  # of one value: more is no small table
COLUMNS = 12
DIMENSIONS = 4
LONGEST = 60  # characters of one text

ENDED = {
    "timeout": "it does not come to an end",
    "memory": "it asks for too much memory",
    "exited": "it ends the program",
    "crashed": "it crashes",
}


@dataclass(frozen=True)
class Reply:
    """What comes of a call, if it can stand in a question."""

    key: str  # the same for answers that read the same
    value: Any = None
    instead: str = ""  # of a value, in words


@dataclass(frozen=True)
class Candidate:
    """A call, the right answer, and by their titles those of wrong ideas that are not right."""

    call: Call
    right: Reply
    wrong: dict[str, Reply]


def answer_of(outcome: Outcome | None) -> Reply | None:
    """An outcome for paper; nothing where it is too large, or says nothing about the code."""
    if outcome is None:
        return None
    if outcome.kind == "returned" and fits(outcome.value):
        return Reply(key_of(outcome.value), outcome.value)
    if outcome.kind == "raised" and outcome.raised is not None:
        name = plain(outcome.raised.type)[:40]
        return Reply(f"raises {name}", instead=f"no value: it raises {name}")
    words = ENDED.get(outcome.kind)
    return Reply(outcome.kind, instead=f"no value: {words}") if words else None


def fits(value: Any) -> bool:
    """Whether a value is small enough for a question; it may be a stranger's."""
    return _entries(value) <= ENTRIES


def _entries(value: Any) -> int:
    if is_array(value):
        shape = tuple(value.shape)
        narrow = len(shape) <= DIMENSIONS and max(shape[-1:], default=0) <= COLUMNS
        return math.prod(shape) if narrow and "complex" not in dtype_of(value) else ENTRIES + 1
    if isinstance(value, (list, tuple)):
        return ENTRIES + 1 if len(value) > ENTRIES else 1 + sum(map(_entries, value))
    if isinstance(value, dict):
        return _entries([*value, *value.values()])
    if isinstance(value, (str, bytes)):
        return 1 if len(value) <= LONGEST else ENTRIES + 1
    long = isinstance(value, complex) or (isinstance(value, int) and value.bit_length() > 64)
    return ENTRIES + 1 if long else 1


def key_of(value: Any) -> str:
    """The same for what reads the same: 3 and 3.0, a list, a tuple and an array."""
    if is_array(value):
        return key_of(value.tolist())
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(key_of, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(sorted(f'{name!r}:{key_of(item)}' for name, item in value.items()))}}}"
    return number(value).rstrip(".") if isinstance(value, float) else repr(value)


def parts(value: Any, label: str = "") -> Iterator[tuple[str, str]]:
    """A value piece by piece, with labels: each matrix a grid, the rest as it would be typed."""
    if is_array(value) and (len(value.shape) < 3 or 0 in value.shape):
        shape = tuple(value.shape)
        yield label, f"{block(value)}\nshape {shape}" if shape else number(value.item())
    elif arrays_in(value):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from parts(item, f"{label}[{name!r}]")
    else:
        yield label, plain(typed(value))


def candidates_of(bench: Bench, seed: int) -> dict[str, tuple[Candidate, ...]]:
    """By function; calls at which many wrong ideas differ come first, then varied ones."""
    found: dict[str, dict[str, tuple[tuple[Any, ...], Candidate]]] = {}
    for facts in bench.suite.facts:
        plan = bench.plans.get(facts.id) if facts.open else None
        draw = random.Random(f"{seed}:{facts.id}")
        for case in plan.cases if plan else ():
            if (case.call.function or facts.problem) != facts.problem:
                continue  # a helper's
            for place, call in enumerate(_with_variations(case.call, draw)):
                made = _candidate(bench, facts.problem, call, varied=place > 0)
                if made is not None:
                    differ = {each.key for each in made.wrong.values() if not each.instead}
                    rank = (-min(len(differ), CHOICES - 1), place == 0, draw.random())
                    given = key_of([call.args, dict(call.kwargs), str(call.probe)])
                    found.setdefault(facts.problem, {}).setdefault(given, (rank, made))
    return {
        problem: _best([made for _, made in sorted(each.values(), key=lambda pair: pair[0])])
        for problem, each in found.items()
    }


def _best(ranked: list[Candidate]) -> tuple[Candidate, ...]:
    """The first ones, and whatever shows an idea that these do not."""
    chosen = ranked[:KEPT]
    seen = {idea for made in chosen for idea in made.wrong}
    for made in ranked[KEPT:]:
        if len(chosen) < 2 * KEPT and not made.wrong.keys() <= seen:
            chosen.append(made)
            seen |= made.wrong.keys()
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
        if order and "float" in dtype_of(value) and draw.random() < NEGATIVE:
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
    long = call.probe is not None and len(call.probe.source.splitlines()) > LINES
    if long or not fits([call.args, dict(call.kwargs)]):
        return None
    right = _in_time(lambda: bench.answers.expected(call))
    if right is None or (varied and right.instead):
        return None  # what nobody asked for may well raise
    wrong: dict[str, Reply] = {}
    for idea in bench.answers.ideas:
        if problem in idea.functions:
            answer = _in_time(lambda idea=idea: bench.answers.mistaken(idea, call))
            if answer is not None and answer.key != right.key:
                wrong[idea.title] = answer
    made = Candidate(call, right, wrong)
    enough = right.instead or len(distractors(made, right, random.Random(0))) == CHOICES - 1
    return made if enough else None


def _in_time(ask: Callable[..., Outcome | None]) -> Reply | None:
    try:
        with time_limit(SECONDS):
            return answer_of(ask())
    except TimeLimit:
        return None


def distractors(candidate: Candidate, key: Reply, draw: random.Random) -> list[tuple[str, Reply]]:
    """Three other choices than the key: the right one, wrong ideas', near misses, as needed.

    Each has the title of the idea that it comes of; all differ by value.
    """
    pool = [(title, each) for title, each in candidate.wrong.items() if not each.instead]
    draw.shuffle(pool)
    pool.insert(0, (RIGHT, candidate.right))
    start = candidate.right if key.instead else key
    misses = [] if start.instead else [nearly(start.value, draw) for _ in range(MISSES)]
    pool += [("", Reply(key_of(value), value)) for value in misses]
    known, found = {key.key}, list[tuple[str, Reply]]()
    for title, answer in pool:
        if answer.key not in known and len(found) < CHOICES - 1:
            known.add(answer.key)
            found.append((title, answer))
    return found


def nearly(value: Any, draw: random.Random) -> Any:
    """The value with one number up or down, one truth turned over, or one text misspelt."""
    step = draw.choice((-1, 1))
    if is_array(value):
        import numpy as np  # a course without arrays may do without it

        return np.array(nearly(value.tolist(), draw))
    if isinstance(value, dict) and value:
        name = draw.choice([*value])
        return {**value, name: nearly(value[name], draw)}
    if isinstance(value, (list, tuple)) and value:
        chosen = draw.randrange(len(value))
        near = [nearly(each, draw) if n == chosen else each for n, each in enumerate(value)]
        return type(value)(near)
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return draw.choice((value[:-1], value + value[-1:], value[::-1], value.swapcase()))
    if isinstance(value, float) and 0 < abs(value) < 1:
        return value * (2 if step > 0 else 0.5)
    return value + step if isinstance(value, (int, float)) else value
