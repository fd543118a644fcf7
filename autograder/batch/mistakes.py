"""Wrong ideas as the class holds them, those without a name yet, and those its examples caught."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autograder.batch.graded import Class, Handed

SHOWN = 5  # examples of students that catch the most


@dataclass(frozen=True)
class FailedCase:
    """One call in which an idea shows."""

    idea: str
    test: str
    public: bool
    message: str = ""
    call: str = ""
    got: str = ""
    expected: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.call and self.got and self.expected)


@dataclass(frozen=True)
class SharedAnswers:
    """What does this call return? Each choice with the idea that leads to it; `""` is right."""

    call: str
    public: bool
    choices: tuple[tuple[str, str], ...]


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
    tests: dict[str, int]  # pytest ids, and how many holders fail there
    case: FailedCase | None
    question: SharedAnswers | None
    snippet: str  # the least code that holds it: it shows it best

    @property
    def count(self) -> int:
        return len(self.holders)


def ideas_by_function(graded: Class, hide: Callable[[str], str]) -> dict[str, list[HeldIdea]]:
    """By function, the dearest first, both; what is dear costs the class required points."""
    holders: dict[str, list[Handed]] = {}
    for handed in graded.handed:
        for name in handed.ideas:
            holders.setdefault(name, []).append(handed)
    public = {test["test"]: test["public"] for test in graded.summary.tests}
    cases = [
        FailedCase(idea, test, public.get(test, False), **parts)
        for idea in holders
        for test, parts in graded.summary.cases.get(idea, {}).items()
    ]
    ideas = [_idea(graded, name, found, cases, hide) for name, found in holders.items()]
    ideas.sort(key=lambda idea: (-idea.lost, -idea.extra, -idea.count, idea.name))
    functions: dict[str, list[HeldIdea]] = {}
    for idea in ideas:
        functions.setdefault(idea.function, []).append(idea)

    def dear(function: str) -> tuple[float, float, str]:
        mine = functions[function]
        return -sum(idea.lost for idea in mine), -sum(idea.extra for idea in mine), function

    return {function: functions[function] for function in sorted(functions, key=dear)}


def _idea(
    graded: Class,
    name: str,
    holders: list[Handed],
    cases: list[FailedCase],
    hide: Callable[[str], str],
) -> HeldIdea:
    known = graded.summary.misconceptions.get(name, {})
    listed = {test["test"]: test for test in graded.summary.tests}
    found = [t for handed in holders for t in handed.ideas[name] if t["test"] in listed]
    shown = Counter(test["test"] for test in found)

    def cost(extra: bool) -> float:
        # Where another idea fits as well and stands first, its points are lost there.
        own = [test for test in found if test["misconception"] == name]
        kind = [test for test in own if listed[test["test"]]["extra_credit"] == extra]
        return float(round(sum(test["max_score"] - test["score"] for test in kind), 4))

    problems = [test["problem"] for key, test in listed.items() if shown[key]]
    about = list(known.get("functions", ()))
    own = [function for function in about if function in problems]
    function = [*own, *about, *problems, ""][0]

    def clarity(case: FailedCase) -> tuple[object, ...]:
        """Calls of the function itself first, whole ones, those of public tests, short ones."""
        direct = case.call.startswith(f"{function}(")
        return not direct, not case.whole, not case.public, len(case.call + case.got), case.test

    codes = filter(None, (graded.code(handed, function) for handed in holders))
    return HeldIdea(
        name=name,
        title=graded.title_of(name),
        body=known.get("body", ""),
        function=function,
        holders=tuple(holders),
        lost=cost(extra=False),
        extra=cost(extra=True),
        tests={key: shown[key] for key in listed if shown[key]},
        case=min((case for case in cases if case.idea == name), key=clarity, default=None),
        question=_question(name, cases),
        snippet=hide(min(codes, key=lambda text: (len(text), text), default="")),
    )


def _question(idea: str, cases: Iterable[FailedCase]) -> SharedAnswers | None:
    """A question whose wrong answers are what wrong ideas return for one and the same call.

    A call that the class has seen is taken first: a hidden one would be given away.
    """
    by_call: dict[str, list[FailedCase]] = {}
    for case in cases:
        if case.whole:
            by_call.setdefault(case.call, []).append(case)
    made = []
    for call, found in by_call.items():
        found.sort(key=lambda case: (case.idea != idea, case.idea))
        answers = {found[0].expected: ""}
        for case in found:
            answers.setdefault(case.got, case.idea)
        if found[0].idea == idea and len(answers) > 1:
            # In an order that tells nothing, and is the same each time.
            mixed = sorted([*answers.items()][:4], key=lambda choice: _hash(choice[0]))
            made.append(SharedAnswers(call, found[0].public, tuple(mixed)))
    return max(made, key=lambda q: (q.public, len(q.choices), -len(q.call)), default=None)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Unnamed:
    """The same wrong answers of several students to the tests of one function."""

    function: str
    holders: tuple[Handed, ...]  # the one with the least code comes first
    lost: float  # required points, over all holders
    snippet: str


def unnamed_answers(graded: Class, hide: Callable[[str], str]) -> tuple[Unnamed, ...]:
    """Those that cost most first."""
    groups: dict[tuple[str, str], list[Handed]] = {}
    for handed in graded.handed:
        for function in graded.summary.problems:
            if word := code_word(graded, handed, function):
                groups.setdefault((function, word), []).append(handed)
    found = []
    for (function, _), holders in groups.items():
        if len(holders) > 1:
            codes = {one.name: graded.code(one, function) for one in holders}
            holders.sort(key=lambda one: (not codes[one.name], len(codes[one.name]), one.name))
            tests = _answers(graded, holders[0], function)
            lost = sum(
                test["max_score"]
                for test in graded.summary.tests
                if test["test"] in tests and not test["extra_credit"]
            )
            least = hide(codes[holders[0].name])
            found.append(Unnamed(function, tuple(holders), lost * len(holders), least))
    return tuple(sorted(found, key=lambda each: (-each.lost, -len(each.holders), each.function)))


def code_word(graded: Class, handed: Handed, function: str) -> str:
    """A word for what a submission answers to a function's tests; none where all is right."""
    answers = sorted(_answers(graded, handed, function).items())
    return f"{function}_{_hash(repr(answers))[:6]}" if answers else ""


def _answers(graded: Class, handed: Handed, function: str) -> dict[str, str]:
    """By failing test a hash of what it was answered; nothing where a wrong idea explains one."""
    tests = [test["test"] for test in graded.summary.problems.get(function, ())]
    named = {test["test"] for found in handed.ideas.values() for test in found}
    answers = {} if named.intersection(tests) else handed.answers
    return {test: answers[test] for test in tests if test in answers}


@dataclass(frozen=True)
class Thought:
    """What a class's examples.py caught: ideas nobody thought of, and what catches the most."""

    handed_in: int
    invalid: int  # files with an example that is not valid
    ideas: tuple[tuple[str, int], ...]  # titles, and how many caught them; the fewest first
    best: tuple[tuple[str, tuple[str, ...]], ...]  # examples, and the titles of what they catch


def thought_of(graded: Class) -> Thought | None:
    """Nothing where nobody handed examples in."""
    files: list[dict[str, Any]] = [each.examples for each in graded.handed if each.examples]
    if not files:
        return None
    known = graded.summary.misconceptions
    caught = Counter(
        name for file in files for name in {name for _, names in file["caught"] for name in names}
    )
    ideas = [(idea["title"], caught[name]) for name, idea in known.items() if idea["chosen"]]
    examples = {text: tuple(names) for file in files for text, names in file["caught"]}
    best = sorted(examples.items(), key=lambda each: (-len(each[1]), len(each[0]), each[0]))
    return Thought(
        handed_in=len(files),
        invalid=sum(file["invalid"] > 0 for file in files),
        ideas=tuple(sorted(ideas, key=lambda idea: idea[1])),
        best=tuple((text, tuple(map(graded.title_of, names))) for text, names in best[:SHOWN]),
    )
