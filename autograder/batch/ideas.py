"""Wrong ideas as the class holds them: what they cost, who holds them, what shows them best."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.batch.counterexample import Counterexample, Question, question, read
from autograder.batch.graded import Class, Handed
from autograder.batch.handed_in import Source, function_in


@dataclass(frozen=True)
class HeldIdea:
    """One wrong idea in one class."""

    name: str
    title: str
    body: str
    function: str
    holders: tuple[Handed, ...]
    lost: float  # required points, over all holders
    extra: float  # points of extra credit
    tests: tuple[tuple[str, int], ...]  # pytest ids, and how many holders fail there
    case: Counterexample | None
    question: Question | None
    snippet: str

    @property
    def count(self) -> int:
        return len(self.holders)


@dataclass(frozen=True)
class Function:
    """All ideas about one function: the dearest first, those that one person holds apart."""

    name: str
    lost: float
    extra: float
    ideas: tuple[HeldIdea, ...]
    once: tuple[HeldIdea, ...]


def ideas_by_function(
    graded: Class, sources: Mapping[str, Source], hide: Callable[[str], str]
) -> tuple[Function, ...]:
    """Functions by the required points that wrong ideas about them cost the class."""
    groups: dict[str, list[HeldIdea]] = {}
    for idea in _ideas(graded, sources, hide):
        groups.setdefault(idea.function, []).append(idea)
    functions = []
    for name, ideas in groups.items():
        ideas.sort(key=lambda idea: (-idea.lost, -idea.extra, -idea.count, idea.name))
        functions.append(
            Function(
                name,
                sum(idea.lost for idea in ideas),
                sum(idea.extra for idea in ideas),
                tuple(idea for idea in ideas if idea.count > 1),
                tuple(idea for idea in ideas if idea.count == 1),
            )
        )
    return tuple(sorted(functions, key=lambda f: (-f.lost, -f.extra, f.name)))


def _ideas(
    graded: Class, sources: Mapping[str, Source], hide: Callable[[str], str]
) -> list[HeldIdea]:
    holders: dict[str, list[Handed]] = {}
    for handed in graded.handed:
        for name in handed.ideas:
            holders.setdefault(name, []).append(handed)
    cases = {name: _cases(graded, name, handed) for name, handed in holders.items()}
    everything = [case for found in cases.values() for case in found]
    return [
        _idea(graded, name, handed, cases[name], everything, sources, hide)
        for name, handed in holders.items()
    ]


def _idea(
    graded: Class,
    name: str,
    holders: list[Handed],
    cases: list[Counterexample],
    everything: list[Counterexample],
    sources: Mapping[str, Source],
    hide: Callable[[str], str],
) -> HeldIdea:
    known = graded.summary["misconceptions"].get(name, {})
    listed = {test["test"]: test for test in graded.summary["tests"]}
    shown: dict[str, int] = {}
    lost = extra = 0.0
    for handed in holders:
        for test in handed.ideas[name]:
            key = test["extra_data"]["test"]
            shown[key] = shown.get(key, 0) + 1
            if test["extra_data"].get("misconception") != name:
                continue  # another idea fits as well and stands first: points are lost once
            if listed.get(key, {}).get("extra_credit"):
                extra += test["max_score"] - test["score"]
            else:
                lost += test["max_score"] - test["score"]
    problems = [listed[key]["problem"] for key in listed if key in shown]
    own = [function for function in known.get("functions", ()) if function in problems]
    function = (own or list(known.get("functions", ())) or problems or [""])[0]
    return HeldIdea(
        name=name,
        title=known.get("title", name.replace("_", " ")),
        body=known.get("body", ""),
        function=function,
        holders=tuple(holders),
        lost=round(lost, 4),
        extra=round(extra, 4),
        tests=tuple((key, shown[key]) for key in listed if key in shown),
        case=min(cases, key=lambda case: _clarity(case, function), default=None),
        question=question(name, everything),
        snippet=hide(_shortest(holders, function, sources)),
    )


def _cases(graded: Class, name: str, holders: list[Handed]) -> list[Counterexample]:
    """What the judge wrote for staff; without it, what a student read."""
    public = {test["test"]: test["public"] for test in graded.summary["tests"]}
    texts: dict[str, str] = dict(graded.summary["counterexamples"].get(name, {}))
    if not texts:
        test: dict[str, Any] = holders[0].ideas[name][0]
        if test.get("output_format") != "html":
            texts[test["extra_data"]["test"]] = test["output"]
    return [read(name, test, public.get(test, False), text) for test, text in texts.items()]


def _clarity(case: Counterexample, function: str) -> tuple[bool, bool, bool, int, str]:
    """Calls of the function itself first, whole ones, those of public tests, short ones."""
    direct = case.call.startswith(f"{function}(")
    return not direct, not case.whole, not case.public, len(case.call + case.got), case.test


def _shortest(holders: list[Handed], function: str, sources: Mapping[str, Source]) -> str:
    """The least code that holds the idea: it shows it best."""
    found = (function_in(sources[h.name].code, function) for h in holders if h.name in sources)
    return min(filter(None, found), key=lambda text: (len(text), text), default="")
