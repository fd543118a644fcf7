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
    passed = [_question(name, "", usable, draw) for name in chosen.passed]
    failing = [
        _question(name, title, usable, draw)
        for name, title in chosen.failing.items()
        if name not in heard.fickle
    ]
    made = [question for question in (*failing[:1], *passed, *failing[1:]) if question]
    return tuple(sorted(made[:number], key=lambda question: bool(question.failing)))


def _question(
    name: str, title: str, usable: Sequence[tuple[str, Candidate, Answer]], draw: random.Random
) -> Question | None:
    """About a function that fails the test of this title, or passes if there is none."""
    for function, candidate, answer in usable:
        right = candidate.right.key
        telling = answer.key != right if title else not answer.instead
        pairs = [(OWN, answer)]
        if function == name and telling:
            pairs += distractors(candidate, answer, draw)
        if len(pairs) == CHOICES:
            draw.shuffle(pairs)
            choices = tuple(Choice(letter, a, s) for letter, (s, a) in zip("ABCD", pairs))
            letters = {choice.answer.key: choice.letter for choice in choices}
            key = letters[answer.key] + (f"; it should be {letters[right]}" if title else "")
            return Question(name, title, candidate, choices, key, _remark(title, candidate, answer))
    return Question(name, title) if title else None


def _remark(title: str, candidate: Candidate, answer: Answer) -> str:
    if answer.key == candidate.right.key:
        return ""
    ideas = [idea for idea, wrong in candidate.wrong.items() if wrong.key == answer.key]
    unseen = [] if title else ["It passes, though the reference gives something else here."]
    return " ".join([*unseen, *(f"As by the wrong idea “{idea}”." for idea in ideas)])
