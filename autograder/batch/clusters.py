"""Wrong answers without a name that several students share: by function, with the least code."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from autograder.batch.graded import Class, Handed
from autograder.batch.sources import Source, snippet

UNCLEAR = {"wrong", "raised"}  # how a test fails that a wrong idea may explain


@dataclass(frozen=True)
class Cluster:
    """The same wrong answers of several students to the tests of one function."""

    function: str
    holders: tuple[Handed, ...]  # the one with the least code comes first
    lost: float  # required points, over all holders
    snippet: str

    @property
    def count(self) -> int:
        return len(self.holders)


def clusters_of(
    graded: Class, sources: Mapping[str, Source], hide: Callable[[str], str]
) -> tuple[Cluster, ...]:
    """Those that cost most first."""
    groups: dict[tuple[str, str], list[Handed]] = {}
    for handed in graded.handed:
        for function in dict.fromkeys(test["problem"] for test in graded.summary.tests):
            if word := code_word(graded, handed, function):
                groups.setdefault((function, word), []).append(handed)
    found = []
    for (function, _), holders in groups.items():
        if len(holders) > 1:
            codes = {one.name: _code(sources, one, function) for one in holders}
            holders.sort(key=lambda one: (not codes[one.name], len(codes[one.name]), one.name))
            tests = _unnamed(graded, holders[0], function)
            lost = sum(
                test["max_score"]
                for test in graded.summary.tests
                if test["test"] in tests and not test["extra_credit"]
            )
            least = hide(codes[holders[0].name])
            found.append(Cluster(function, tuple(holders), lost * len(holders), least))
    return tuple(sorted(found, key=lambda each: (-each.lost, -each.count, each.function)))


def _code(sources: Mapping[str, Source], handed: Handed, function: str) -> str:
    return snippet(sources.get(handed.name, Source()).code, function)


def code_word(graded: Class, handed: Handed, function: str) -> str:
    """A word for what a submission answers to a function's tests; none where all is right."""
    answers = sorted(_unnamed(graded, handed, function).items())
    if not answers:
        return ""
    return f"{function}_{hashlib.sha256(repr(answers).encode()).hexdigest()[:6]}"


def _unnamed(graded: Class, handed: Handed, function: str) -> dict[str, str]:
    """By failing test a hash of what it was answered; nothing where a wrong idea explains one."""
    tests = [test["test"] for test in graded.summary.tests if test["problem"] == function]
    named = {test["extra_data"]["test"] for found in handed.ideas.values() for test in found}
    answers, kinds = handed.line.answers, handed.line.kinds
    if named.intersection(tests):
        return {}
    return {test: answers[test] for test in tests if test in answers and kinds[test] in UNCLEAR}
