"""A class that nobody taught: students made of wrong ideas, and what they tell of the tests.

    ability θ of a student            normal, 0 ± 1
    chance of a wrong idea of f       1 / (1 + exp(θ − hard)), hard = ln(ideas of f / median) − 1
    which one                         any of f's, all alike

So a middling student is wrong in a middling function in 27 of 100 cases. That is a guess, and the
same for every course. What each idea does to each test is no guess: it was graded.
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from autograder.batch.statistics import correlation
from autograder.judge.ideas import Idea

EASE = 1.0  # what is taken from each function's difficulty


@dataclass(frozen=True)
class Effect:
    """What a wrong idea does by itself: tests that fail, ideas that diagnosis names there."""

    idea: Idea
    fails: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True)
class Forecast:
    """One test, as the class that does not exist finds it."""

    test: str
    name: str
    problem: str
    points: float
    share: float  # that passes
    separation: float | None
    caught: int  # ideas that fail it
    alone: int  # … and no other test


@dataclass(frozen=True)
class Twice:
    """An idea that costs points in other functions than its own."""

    idea: str
    title: str
    function: str
    own: float
    elsewhere: float
    problems: tuple[str, ...]


def draw_class(ideas: Sequence[Idea], students: int, seed: int) -> list[tuple[Idea, ...]]:
    """The ideas that each student holds: at most one of each function."""
    draw = random.Random(seed)
    pages: dict[str, list[Idea]] = {}
    for idea in ideas:
        pages.setdefault(idea.functions[0], []).append(idea)
    middle = statistics.median(map(len, pages.values())) if pages else 1
    hard = {name: math.log(len(mine) / middle) - EASE for name, mine in pages.items()}
    drawn = []
    for _ in range(students):
        ability, held = draw.gauss(0, 1), list[Idea]()
        for name, mine in pages.items():
            wrong, idea = (
                draw.random() < 1 / (1 + math.exp(ability - hard[name])),
                draw.choice(mine),
            )
            if wrong and not {f for other in held for f in other.functions} & {*idea.functions}:
                held.append(idea)
        drawn.append(tuple(held))
    return drawn


def failing(held: Sequence[Idea], effects: Mapping[str, Effect]) -> frozenset[str]:
    """A student fails what any of their ideas fails."""
    return frozenset(test for idea in held for test in effects[idea.name].fails)


def forecast(
    tests: Sequence[Mapping[str, Any]],
    effects: Mapping[str, Effect],
    students: Sequence[Sequence[Idea]],
) -> tuple[Forecast, ...]:
    """Difficulty and separation of each test."""
    failed = [failing(held, effects) for held in students]
    scores = [sum(t["max_score"] for t in tests if t["test"] not in lost) for lost in failed]
    found = []
    for test in tests:
        key, points = test["test"], test["max_score"]
        passed = [key not in lost for lost in failed]
        rest = [score - points * ok for score, ok in zip(scores, passed)]
        catches = [effect.fails for effect in effects.values() if key in effect.fails]
        found.append(
            Forecast(
                test=key,
                name=test["name"],
                problem=test["problem"],
                points=points,
                share=statistics.fmean(passed) if passed else 0.0,
                separation=correlation(passed, rest),
                caught=len(catches),
                alone=sum(len(each) == 1 for each in catches),
            )
        )
    return tuple(found)


def together(tests: Sequence[Mapping[str, Any]], effects: Mapping[str, Effect]) -> list[list[str]]:
    """Tests that every idea fails or passes together: one of each group would do."""
    groups: dict[frozenset[str], list[str]] = {}
    for test in tests:
        caught = frozenset(n for n, effect in effects.items() if test["test"] in effect.fails)
        if caught:
            groups.setdefault(caught, []).append(test["test"])
    return [group for group in groups.values() if len(group) > 1]


def hidden_pairs(effects: Mapping[str, Effect]) -> list[tuple[str, str]]:
    """Ideas that fail the same tests with the same answers: no result can tell them apart."""
    return [
        (one, two)
        for one, two in combinations(effects, 2)
        if effects[one].fails == effects[two].fails
        and two in effects[one].named
        and one in effects[two].named
    ]


def costs_twice(tests: Sequence[Mapping[str, Any]], effects: Mapping[str, Effect]) -> list[Twice]:
    """Ideas that cost points elsewhere too, the dearest first."""
    found = []
    for name, effect in effects.items():
        lost = [test for test in tests if test["test"] in effect.fails]
        away = [test for test in lost if test["problem"] not in effect.idea.functions]
        elsewhere = sum(test["max_score"] for test in away)
        if elsewhere:
            own = sum(test["max_score"] for test in lost) - elsewhere
            problems = tuple(dict.fromkeys(test["problem"] for test in away))
            idea = effect.idea
            found.append(Twice(name, idea.title, idea.functions[0], own, elsewhere, problems))
    return sorted(found, key=lambda each: (-each.elsewhere, each.idea))
