"""The wrong ideas that a student's folder knows by what they answer to its public tests.

Their table holds no idea's code: for each failing test short digests of the answers, one of them
the same where only rounding differs, and the explanations.

In a digest whole numbers, texts, shapes and types count as they are. Other numbers are cut into
steps, a 256th of the largest number beside them or less. Each digest has the edges of its steps
elsewhere: a number at the edge in one of them is inside a step in the others.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.testing.arrays import as_numpy, dtype_of, is_array, library_of
from autograder.testing.check import Case

FILE = Path("kit") / "diagnoses.json"
MOST_IDEAS = 2  # named for one mistake; answers that more of them share name none

BITS = 8  # how many steps the largest number is high: 2**BITS to twice as many
EDGES = (1 / 6, 3 / 6, 5 / 6)  # never at zero, where whole numbers and halves of them lie
NOISE = 1e-6  # where the largest number is below this, all are as good as zero
MOST = 2000  # numbers of an array that are looked at
SPEAKING = ("returned", "raised")  # other outcomes hang on the machine, or are no answer

Text = tuple[str, str]  # an idea's title and its explanation
Ideas = frozenset[int]
Numbers = tuple[float, ...]  # of one array, or one number: they share their steps


@dataclass(frozen=True)
class Diagnoses:
    """What is known of the wrong ideas; nothing where there is no table."""

    ideas: Sequence[Text] = ()
    # Of each test the answers that are known, as digests, and whose ideas they are.
    tests: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)

    @classmethod
    def of_text(cls, text: str) -> Diagnoses:
        """A table as it was written."""
        data = json.loads(text)
        return cls([(title, body) for title, body in data["ideas"]], data["tests"])

    def answering(self, test: str, cases: Sequence[Case]) -> Ideas:
        """The ideas that answer this failing test so."""
        known = self.tests.get(test, {})
        found = digests(test, cases) if known else ()
        return frozenset(idea for each in found for idea in known.get(each, ()))

    def fitting(self, tests: Mapping[str, Ideas | None]) -> list[Text]:
        """The ideas that explain each test of a function; None stands for one that passes."""
        failing = [ideas for ideas in tests.values() if ideas is not None]
        passing = [self.tests.get(test, {}) for test, ideas in tests.items() if ideas is None]
        if not failing:
            return []
        others = {idea for known in passing for ideas in known.values() for idea in ideas}
        found = sorted(frozenset.intersection(*failing) - others)
        return [self.ideas[idea] for idea in found] if len(found) <= MOST_IDEAS else []


def looks_like(ideas: Sequence[Text], both: bool = False) -> str:
    """What a wrong idea looks like, in the words of its author."""
    if not ideas:
        return ""
    if len(ideas) == 1:
        return f"It looks like this: {ideas[0][0]}.\n\n{ideas[0][1]}"
    texts = "\n\n".join(f"{title}.\n\n{body}" for title, body in ideas[:MOST_IDEAS])
    return f"It looks like {'two things at once' if both else 'one of these'}.\n\n{texts}"


def digests(test: str, cases: Sequence[Case]) -> tuple[str, ...]:
    """What a failing test was answered; none where an answer is missing.

    Digests of two tests have nothing in common. Right answers do not count: they may come in
    several disguises.
    """
    if not cases or any(case.outcome.kind not in SPEAKING for case in cases):
        return ()
    parts = [part for case in cases if not case.right for part in _told(case)]
    start = f"{test} {len(cases)}"
    return tuple(_digest([start, *parts], edge) for edge in EDGES)


def _digest(parts: Sequence[str | Numbers], edge: float) -> str:
    texts = [part if isinstance(part, str) else _cut(part, edge) for part in parts]
    return hashlib.blake2b("\n".join(texts).encode(errors="replace"), digest_size=6).hexdigest()


def _told(case: Case) -> Iterator[str | Numbers]:
    """Everything that counts, in order: texts as they are, numbers to be cut."""
    outcome = case.outcome
    yield f"{outcome.kind} {sorted(map(str, outcome.changed))} {sorted(map(str, outcome.shared))}"
    if outcome.raised is not None:
        yield f"{outcome.raised.type} {case.names_its_cause(outcome)}"
    else:
        yield from _parts(outcome.value)


def _parts(value: Any) -> Iterator[str | Numbers]:
    if is_array(value):
        array = as_numpy(value)
        yield f"{library_of(value)} {dtype_of(value)} {tuple(value.shape)}"
        flat = array.reshape(-1)[:: 1 + array.size // MOST].tolist()
        if array.dtype.kind == "c":
            flat = [part for number in flat for part in (number.real, number.imag)]
        yield tuple(flat) if array.dtype.kind in "fc" else repr(flat)
    elif isinstance(value, float):
        yield type(value).__name__
        yield (float(value),)
    elif isinstance(value, (list, tuple)):
        yield f"{'tuple' if isinstance(value, tuple) else 'list'} {len(value)}"
        for item in value:
            yield from _parts(item)
    elif isinstance(value, dict):
        yield f"dict {len(value)}"
        for key in sorted(value, key=repr):
            yield repr(key)
            yield from _parts(value[key])
    else:
        yield f"{type(value).__name__} {value!r}"


def _cut(numbers: Numbers, edge: float) -> str:
    size = max((abs(number) for number in numbers if math.isfinite(number)), default=0.0)
    power = math.floor(math.log2(size if size >= NOISE else 1.0) + edge) - BITS
    step = math.ldexp(1.0, power)
    return f"{power} {[math.floor(n / step + edge) if math.isfinite(n) else n for n in numbers]}"
