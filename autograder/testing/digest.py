"""A short digest of what a test was answered, the same where answers differ by rounding alone.

Whole numbers, texts, shapes and types count as they are. Other numbers are cut into steps, each a
256th of the largest number beside them or less. `offset` moves the edges of all steps, so that
whoever makes a table of digests can choose edges that no number of an answer lies near.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.testing.arrays import as_numpy, dtype_of, is_array, library
from autograder.testing.check import Case

BITS = 8  # how many steps the largest number is high: 2**BITS to twice as many
OFFSETS = 16
NOISE = 1e-6  # where the largest number is below this, all are as good as zero
MOST = 2000  # numbers of an array that are looked at
SPEAKING = ("returned", "raised")  # other outcomes hang on the machine, or are no answer

Numbers = tuple[float, ...]  # of one array, or one number: they share their steps


def speaks(cases: Sequence[Case]) -> bool:
    """Whether there is something to be told by, and no answer is missing."""
    return bool(cases) and all(case.outcome.kind in SPEAKING for case in cases)


def digest(test: str, cases: Sequence[Case], offset: int) -> str:
    """What a failing test was answered; digests of two tests have nothing in common."""
    made = hashlib.blake2b(f"{test} {len(cases)}".encode(), digest_size=6)
    for part in _told(cases):
        text = part if isinstance(part, str) else _cut(part, offset)
        made.update(f"{text}\n".encode(errors="replace"))
    return made.hexdigest()


def leeway(cases: Sequence[Case], offset: int) -> float:
    """By how much of the largest number beside it each number may differ, and the digest stays."""
    found = [_leeway(part, offset) for part in _told(cases) if not isinstance(part, str)]
    return min(found, default=1.0)


def _told(cases: Sequence[Case]) -> Iterator[str | Numbers]:
    """Everything that counts, in order: texts as they are, numbers to be cut.

    Right answers do not count: they may come in several disguises.
    """
    for case in cases:
        if case.right:
            continue
        outcome = case.outcome
        yield f"{outcome.kind} {sorted(map(str, outcome.changed))} {sorted(map(str, outcome.shared))}"
        if outcome.raised is not None:
            yield f"{outcome.raised.type} {case.names_its_cause(outcome)}"
        elif outcome.kind == "returned":
            yield from _parts(outcome.value)


def _parts(value: Any) -> Iterator[str | Numbers]:
    if is_array(value):
        array = as_numpy(value)
        yield f"{library(value)} {dtype_of(value)} {tuple(value.shape)}"
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


def _scale(numbers: Numbers, offset: int) -> tuple[float, float]:
    """The size of a step, as a power of two, and where the edges are: within (0, 1)."""
    edge = (offset + 0.5) / OFFSETS
    size = max((abs(number) for number in numbers if math.isfinite(number)), default=0.0)
    return math.log2(size if size >= NOISE else 1.0) - BITS + edge, edge


def _cut(numbers: Numbers, offset: int) -> str:
    power, edge = _scale(numbers, offset)
    step = math.ldexp(1.0, math.floor(power))
    steps = [math.floor(n / step + edge) if math.isfinite(n) else n for n in numbers]
    return f"{math.floor(power)} {steps}"


def _leeway(numbers: Numbers, offset: int) -> float:
    power, edge = _scale(numbers, offset)
    step = math.ldexp(1.0, math.floor(power))
    nearest = min((_to_edge(n / step + edge) for n in numbers if math.isfinite(n)), default=1.0)
    # A number is at most twice 2**BITS steps large; a logarithm moves by 1.44 for each part in one.
    return min(math.ldexp(nearest, -BITS - 1), _to_edge(power) / 1.45)


def _to_edge(place: float) -> float:
    return min(place % 1, -place % 1)
