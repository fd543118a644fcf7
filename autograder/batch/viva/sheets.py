"""Which questions a student gets: about what the tests show they have done, and where it fails."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.batch.graded import Handed
from autograder.batch.statistics import short_title
from autograder.batch.viva.asking import Asked, Heard
from autograder.batch.viva.candidates import CHOICES, Answer, Candidate, distractors

SPARE = 2  # functions more than questions: some cannot be asked
OWN = "what this code returns"
NOT_TRIED = {"unwritten", "missing"}

Candidates = Mapping[str, Sequence[Candidate]]


@dataclass(frozen=True)
class Choice:
    """One answer to choose, and for the key where it comes from."""

    letter: str
    answer: Answer
    source: str


@dataclass(frozen=True)
class Question:
    """About a function that passes, or about one that fails a test."""

    function: str
    failing: str = ""  # a test's title
    candidate: Candidate | None = None  # none where no small call shows the failure
    choices: tuple[Choice, ...] = ()
    key: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Chosen:
    """What one student's code will be asked."""

    passed: tuple[str, ...]
    failing: Mapping[str, str]  # function: the title of a failed test
    asked: tuple[Asked, ...]


def choose(handed: Handed, known: Candidates, number: int, draw: random.Random) -> Chosen:
    """Functions, the failing ones apart, and calls of each; more than are needed."""
    tests: dict[str, list[str]] = {}
    failed: dict[str, str] = {}
    kinds = handed.line.kinds
    for test in handed.results["tests"]:
        problem, name = test["extra_data"]["problem"], test["extra_data"]["test"]
        tests.setdefault(problem, []).append(kinds.get(name, "passed"))
        if test["status"] != "passed" and kinds.get(name) != "blocked":
            failed.setdefault(problem, short_title(test["name"]))
    passed = [name for name in known if {*tests.get(name, ["?"])} == {"passed"}]
    failing = [name for name in failed if name in known and not NOT_TRIED & {*tests[name]}]
    draw.shuffle(passed)
    draw.shuffle(failing)
    passed, failing = passed[: number + SPARE], failing[:number]
    asked: list[Asked] = []
    for name in passed:
        mine = [each for each in known[name] if not each.right.instead]
        asked += [(name, each) for each in draw.sample(mine, min(2, len(mine)))]
    for name in failing:
        asked += [(name, each) for each in known[name]]
    return Chosen(tuple(passed), {name: failed[name] for name in failing}, tuple(asked))


def questions_of(
    chosen: Chosen, heard: Heard, number: int, draw: random.Random
) -> tuple[Question, ...]:
    """One about where it fails, if it does; the others about what passes; more of either if short."""
    if heard.broken:
        return ()
    usable = [
        (name, candidate, heard.answers[place])
        for place, (name, candidate) in enumerate(chosen.asked)
        if place in heard.answers and name not in heard.fickle
    ]
    passed = [q for name in chosen.passed if (q := _passing(name, usable, draw))]
    failing = [
        _failing(name, title, usable, draw)
        for name, title in chosen.failing.items()
        if name not in heard.fickle
    ]
    made = [*failing[:1], *passed, *failing[1:]][:number]
    return tuple(sorted(made, key=lambda question: bool(question.failing)))


def _passing(
    name: str, usable: Sequence[tuple[str, Candidate, Answer]], draw: random.Random
) -> Question | None:
    for function, candidate, answer in usable:
        if function == name and not answer.instead:
            others = distractors(candidate, answer, draw)
            if len(others) == CHOICES - 1:
                choices = _lettered([(OWN, answer), *others], draw)
                remark = (
                    "" if answer.key == candidate.right.key else "No test sees this difference."
                )
                return Question(name, "", candidate, choices, _letter(choices, answer), remark)
    return None


def _failing(
    name: str,
    title: str,
    usable: Sequence[tuple[str, Candidate, Answer]],
    draw: random.Random,
) -> Question:
    for function, candidate, answer in usable:
        right = candidate.right
        if function == name and answer.key != right.key:
            others = distractors(candidate, answer, draw)
            if len(others) == CHOICES - 1:
                choices = _lettered([(OWN, answer), *others], draw)
                key = f"{_letter(choices, answer)}; it should be {_letter(choices, right)}"
                ideas = [t for t, wrong in candidate.wrong.items() if wrong.key == answer.key]
                remark = f"As by the wrong idea “{ideas[0]}”." if ideas else ""
                return Question(name, title, candidate, choices, key, remark)
    return Question(name, title)


def _lettered(pairs: list[tuple[str, Answer]], draw: random.Random) -> tuple[Choice, ...]:
    draw.shuffle(pairs)
    return tuple(Choice("ABCD"[n], answer, source) for n, (source, answer) in enumerate(pairs))


def _letter(choices: Sequence[Choice], answer: Answer) -> str:
    return next(choice.letter for choice in choices if choice.answer.key == answer.key)
