"""Short digests of what a test was answered, one of them the same where only rounding differs.

Whole numbers, texts, shapes and types count as they are. Other numbers are cut into steps, a 256th
of the largest number beside them or less. Each digest has the edges of its steps elsewhere: a number
at the edge in one of them is inside a step in the others.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.testing.arrays import as_numpy, dtype_of, is_array, library
from autograder.testing.check import Case

BITS = 8  # how many steps the largest number is high: 2**BITS to twice as many
EDGES = (1 / 6, 3 / 6, 5 / 6)  # never at zero, where whole numbers and halves of them lie
NOISE = 1e-6  # where the largest number is below this, all are as good as zero
MOST = 2000  # numbers of an array that are looked at
SPEAKING = ("returned", "raised")  # other outcomes hang on the machine, or are no answer

Numbers = tuple[float, ...]  # of one array, or one number: they share their steps


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


def _cut(numbers: Numbers, edge: float) -> str:
    size = max((abs(number) for number in numbers if math.isfinite(number)), default=0.0)
    power = math.floor(math.log2(size if size >= NOISE else 1.0) + edge) - BITS
    step = math.ldexp(1.0, power)
    return f"{power} {[math.floor(n / step + edge) if math.isfinite(n) else n for n in numbers]}"
