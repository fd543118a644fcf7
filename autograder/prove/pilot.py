"""`pilot.json` and `pilot.html`: what a class made of wrong ideas tells of an assignment's tests.

    ability θ of a student            normal, 0 ± 1
    chance of a wrong idea of f       1 / (1 + exp(θ − hard)), hard = ln(ideas of f / median) − 1
    which one                         any of f's, all alike

So a middling student is wrong in a middling function in 27 of 100 cases. That is a guess, and the
same for every course. What each idea does to each test is no guess: it was graded.
"""

from __future__ import annotations

import json
import math
import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from autograder.batch.pool import grade_here, results_of
from autograder.batch.report import write_page
from autograder.batch.run import NOBODY, RunProgress
from autograder.batch.statistics import PILOT_FORMAT, correlation, short_title
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.ideas import Idea, composed_source, misconceptions
from autograder.judge.results import write_atomically
from autograder.judge.service import Order, Task
from autograder.prove.cases import call_graph, touched
from autograder.prove.rehearse import PATIENCE, task

CHECKED = 12  # composed students that are graded for real
EASE = 1.0  # what is taken from each function's difficulty

Result = dict[str, Any]
Class = Sequence[Sequence[Idea]]  # the ideas that each student holds
Tests = Sequence[Mapping[str, Any]]  # as a result lists them


@dataclass(frozen=True)
class Effect:
    """What a wrong idea does by itself: tests that fail, ideas that diagnosis names there."""

    idea: Idea
    fails: frozenset[str]
    named: frozenset[str]


Effects = Mapping[str, Effect]  # by the idea's name


def write_pilot(
    assignment: Assignment,
    out: Path,
    students: int = 200,
    seed: int = 0,
    jobs: int = 1,
    progress: RunProgress = NOBODY,
) -> Path:
    """Grade every idea by itself and a few students whole; compose the others; write both files."""
    ideas = misconceptions(assignment)
    if not ideas:
        raise GradingError(
            f"{assignment.slug} has no wrong ideas: write some in {assignment.solution_dir / 'ideas'}"
        )
    drawn = draw_class(ideas, students, seed)
    sample = [held for held in drawn if len(held) > 1][:CHECKED]
    tasks = _tasks(assignment, ideas, sample)
    progress.total(len(tasks))
    spec = replace(assignment.spec, seconds=assignment.spec.seconds * PATIENCE)
    root = str(assignment.root)
    order = Order(spec.to_json(), root=root, workers=jobs, expected=len(tasks))
    found: dict[int, Result | None] = {}
    for number, result, _ in results_of(grade_here(order, iter(tasks))):
        found[number] = result
        progress.step()
    reference, *others = (found[number] for number in range(len(tasks)))
    if reference is None or _failed(reference):
        raise GradingError(
            f"the reference of {assignment.slug} does not pass its own tests:"
            f" run `autograder verify {assignment.slug}`"
        )
    tests = reference["tests"]
    effects = {
        idea.name: Effect(idea, _failed(result), _named(result))
        for idea, result in zip(ideas, others)
        if result is not None
    }
    kept = [[idea for idea in held if idea.name in effects] for held in drawn]
    data: Result = {
        "format": PILOT_FORMAT,
        "slug": assignment.slug,
        "students": students,
        "seed": seed,
        "ideas": {name: effect.idea.title for name, effect in effects.items()},
        "left_out": [idea.name for idea in ideas if idea.name not in effects],
        "checked": _checked(sample, others[len(ideas) :], effects, len(tests)),
        "tests": forecast(tests, effects, kept),
        "together": together(tests, effects),
        "hidden_pairs": hidden_pairs(effects),
    }
    titles = {t["test"]: f"{t['problem']}: {short_title(t['name'])}" for t in tests}
    write_atomically(out / "pilot.json", json.dumps(data, indent=1) + "\n")
    page = out / "pilot.html"
    write_page(page, "pilot.html.j2", assignment=assignment.spec, titles=titles, **data)
    return page


def _tasks(assignment: Assignment, ideas: Sequence[Idea], sample: Class) -> list[Task]:
    """The reference, every idea by itself, then the sample of composed students."""
    calls = call_graph(assignment)
    tasks = [task(0, composed_source(assignment))]
    for idea in ideas:
        only = touched(idea.functions, calls)  # other tests are as the reference's
        tasks.append(task(len(tasks), composed_source(assignment, idea), only))
    for held in sample:
        tasks.append(task(len(tasks), composed_source(assignment, *held)))
    return tasks


def _failed(result: Result) -> frozenset[str]:
    return frozenset(t["test"] for t in result["tests"] if t["status"] != "passed")


def _named(result: Result) -> frozenset[str]:
    return frozenset(name for test in result["tests"] for name in test["misconceptions"])


def _checked(
    sample: Class, whole: Sequence[Result | None], effects: Effects, tests: int
) -> dict[str, int]:
    """How far composing is right: test by test, against students that were graded whole."""
    pairs = [
        (failing(held, effects), _failed(result))
        for held, result in zip(sample, whole)
        if result is not None and all(idea.name in effects for idea in held)
    ]
    return {
        "students": len(pairs),
        "verdicts": len(pairs) * tests,
        "composed_fails_only": sum(len(made - real) for made, real in pairs),
        "real_fails_only": sum(len(real - made) for made, real in pairs),
    }


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


def failing(held: Sequence[Idea], effects: Effects) -> frozenset[str]:
    """A student fails what any of their ideas fails."""
    return frozenset(test for idea in held for test in effects[idea.name].fails)


def forecast(tests: Tests, effects: Effects, students: Class) -> list[dict[str, Any]]:
    """Difficulty and separation of each test, as the class that does not exist finds it."""
    failed = [failing(held, effects) for held in students]
    scores = [sum(t["max_score"] for t in tests if t["test"] not in lost) for lost in failed]
    found = []
    for test in tests:
        key, points = test["test"], test["max_score"]
        passed = [key not in lost for lost in failed]
        rest = [score - points * ok for score, ok in zip(scores, passed)]
        catches = [effect.fails for effect in effects.values() if key in effect.fails]
        found.append(
            {
                "test": key,
                "name": test["name"],
                "problem": test["problem"],
                "points": points,
                "share": statistics.fmean(passed) if passed else 0.0,  # that passes
                "separation": correlation(passed, rest),
                "caught": len(catches),  # ideas that fail it
                "alone": sum(len(each) == 1 for each in catches),  # … and no other test
            }
        )
    return found


def together(tests: Tests, effects: Effects) -> list[list[str]]:
    """Tests that every idea fails or passes together: one of each group would do."""
    groups: dict[frozenset[str], list[str]] = {}
    for test in tests:
        caught = frozenset(n for n, effect in effects.items() if test["test"] in effect.fails)
        if caught:
            groups.setdefault(caught, []).append(test["test"])
    return [group for group in groups.values() if len(group) > 1]


def hidden_pairs(effects: Effects) -> list[tuple[str, str]]:
    """Ideas that fail the same tests with the same answers: no result can tell them apart."""
    return [
        (one, two)
        for one, two in combinations(effects, 2)
        if effects[one].fails == effects[two].fails
        and two in effects[one].named
        and one in effects[two].named
    ]
