"""A staff explanation taken apart: the call, what came back, what was expected; and a question of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

PLACE = re.compile(r"    \S+, line \d+")
CHANGED = re.compile(r"(?<=[\w.])\*(?=\s|$)")  # entries that differ are marked in the comparison


@dataclass(frozen=True)
class Counterexample:
    """One case in which an idea shows."""

    idea: str
    test: str
    public: bool
    message: str
    call: str = ""
    got: str = ""
    expected: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.call and self.got and self.expected)


@dataclass(frozen=True)
class Choice:
    """One answer of a multiple-choice question; right, or what an idea leads to."""

    text: str
    idea: str = ""  # empty: right


@dataclass(frozen=True)
class Question:
    """What does this call return?"""

    call: str
    public: bool
    choices: tuple[Choice, ...]


def read(idea: str, test: str, public: bool, text: str) -> Counterexample:
    """The parts of a text that the judge wrote for staff; those it does not have stay empty."""
    first, *blocks = re.split(r"\n\n(?=\S|    )", text.split("\n\nhint: ")[0])
    call = next((b for b in blocks if b.startswith("    ") and not _other(b)), "")
    difference = next((b for b in blocks if _is_difference(b)), "")
    got, expected = _sides(_dedented(difference))
    return Counterexample(idea, test, public, first, _dedented(call), got, expected)


def _other(block: str) -> bool:
    return bool(PLACE.match(block)) or _is_difference(block)


def _is_difference(block: str) -> bool:
    return bool(re.search(r"^    got(:|\s)", block, re.M))


def _dedented(block: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in block.splitlines())


def _sides(text: str) -> tuple[str, str]:
    """Got and expected: beside each other, on a line each, or below each other."""
    lines = [line for line in text.splitlines() if line != "(* differs)"]
    while lines and not lines[0].startswith("got"):
        lines.pop(0)
    if not lines:
        return "", ""
    if beside := re.match(r"got\s+(?=expected$)", lines[0]):
        cut = beside.end()
        pairs = [(line[:cut].rstrip(), line[cut:].rstrip()) for line in lines[1:]]
        left, right = (_without_blank(side) for side in zip(*pairs)) if pairs else ("", "")
        return CHANGED.sub("", left), right
    middle = next((n for n, line in enumerate(lines) if line.startswith("expected")), len(lines))
    return _labelled(lines[:middle]), _labelled(lines[middle:])


def _labelled(lines: list[str]) -> str:
    body = [re.sub(r"^(got|expected):?\s*", "", line) for line in lines[:1]] + lines[1:]
    return "\n".join(line.removeprefix("  ") for line in body if line.strip())


def _without_blank(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def question(idea: str, cases: Iterable[Counterexample]) -> Question | None:
    """A question whose wrong answers are what wrong ideas return for one and the same call.

    A call that the class has seen is taken first: a hidden one would be given away.
    """
    by_call: dict[str, list[Counterexample]] = {}
    for case in cases:
        if case.whole:
            by_call.setdefault(case.call, []).append(case)
    best: Question | None = None
    for call, found in by_call.items():
        if not any(case.idea == idea for case in found):
            continue
        own_first = sorted(found, key=lambda case: (case.idea != idea, case.idea))
        answers = {own_first[0].expected: Choice(own_first[0].expected)}
        for case in own_first:
            answers.setdefault(case.got, Choice(case.got, case.idea))
        made = Question(call, found[0].public, _mixed(tuple(answers.values())[:4]))
        if len(made.choices) > 1 and (best is None or _worth(made) > _worth(best)):
            best = made
    return best


def _worth(made: Question) -> tuple[bool, int, int]:
    return made.public, len(made.choices), -len(made.call)


def _mixed(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """In an order that tells nothing, and is the same each time."""
    return tuple(sorted(choices, key=lambda c: hashlib.sha256(c.text.encode()).digest()))
