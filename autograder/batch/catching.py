"""What a class's examples.py caught: ideas nobody thought of, and the examples that catch the most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.batch.graded import Class

MOST = 5  # examples that are shown


@dataclass(frozen=True)
class Thought:
    """The section's facts."""

    handed_in: int
    invalid: int  # files with an example that is not valid
    ideas: tuple[tuple[str, int], ...]  # titles, and how many caught them; the fewest first
    best: tuple[tuple[str, tuple[str, ...]], ...]  # examples, and the titles of what they catch


def thought_of(graded: Class) -> Thought | None:
    """Nothing where nobody handed examples in."""
    files = [handed.examples for handed in graded.handed if handed.examples]
    if not files:
        return None
    known = graded.summary.misconceptions
    titles = {name: idea["title"] for name, idea in known.items() if idea["chosen"]}
    caught = Counter(name for file in files for name in set(_names(file)))
    examples = {text: tuple(names) for file in files for text, names in file["caught"]}
    best = sorted(examples.items(), key=lambda each: (-len(each[1]), len(each[0]), each[0]))
    return Thought(
        handed_in=len(files),
        invalid=sum(file["invalid"] > 0 for file in files),
        ideas=tuple(sorted(((t, caught[n]) for n, t in titles.items()), key=lambda idea: idea[1])),
        best=tuple((text, tuple(titles.get(n, n) for n in names)) for text, names in best[:MOST]),
    )


def _names(file: dict[str, Any]) -> Iterator[str]:
    for _, names in file["caught"]:
        yield from names
