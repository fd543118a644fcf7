"""How submissions break: which count as an answer at all, and what went wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping

# A failed test of these kinds is an answer: wrong, but one to learn from.
ANSWERS = {"wrong", "raised", "unsendable", "forbidden"}
UNWRITTEN = {"unwritten", "missing"}
WAITING = {"blocked", "late"}

# How running can break, and the words for it; the order is that of the page.
BREAKS = {
    "import_failed": "cannot be imported",
    "timeout": "ran out of time",
    "memory": "used too much memory",
    "crashed": "crashed",
    "exited": "ended itself",
    "protocol": "spoke out of turn",
    "setup": "the grader failed",
}
UNREADABLE = "cannot be read"


def says_nothing(passed: Mapping[str, bool], kinds: Mapping[str, str]) -> str:
    """Why a submission tells nothing about its author: no test got an answer of it."""
    found = set(kinds.values())
    if any(passed.values()) or found & ANSWERS:
        return ""
    for kind, words in BREAKS.items():
        if kind in found:
            return words
    return "nothing is written" if found & UNWRITTEN else UNREADABLE


def broke_off(passed: Mapping[str, bool], kinds: Mapping[str, str]) -> dict[str, list[str]]:
    """Tests by how they broke off. What the whole file does is one trouble, not one for each test."""
    found: dict[str, list[str]] = {}
    for test, kind in kinds.items():
        if kind in BREAKS:
            found.setdefault(BREAKS[kind], []).append(test)
    if says_nothing(passed, kinds) == UNREADABLE:
        return {UNREADABLE: [""]}
    whole = not any(passed.values()) and set(kinds.values()) <= BREAKS.keys() | WAITING
    return {words: [""] if whole else tests for words, tests in found.items()}
