"""What a class's scores say of the tests: how hard, how telling, how they lie, how predicted."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograder.batch.graded import Class, Handed
from autograder.course.errors import SubmissionError

# Simulated with classes of 40 and more: a test that goes by a coin is marked in over 90 % of
# them, a sound one in less than 5 %. In smaller classes no limit does both.
ENOUGH = 40  # submissions
FEWEST = 5  # that pass, and that fail
BY_LUCK = 1.645  # standard errors of a correlation that is none; one in twenty is larger
PILOT_FORMAT = 1


@dataclass(frozen=True)
class Spread:
    """How the scores lie, over submissions that answered something."""

    number: int
    mean: float
    deviation: float | None
    quartiles: Sequence[float]
    alpha: float | None  # Cronbach's: how far all tests measure one thing
    full: int  # pass every test


@dataclass(frozen=True)
class Item:
    """One test, or one problem (all its tests passed), over the class."""

    test: str
    title: str
    public: bool
    extra: bool
    points: float
    share: float  # that passes
    separation: float | None
    quintiles: tuple[float, ...]  # the share that passes in each fifth, the weakest first
    remark: str
    weak: bool


@dataclass(frozen=True)
class Problem:
    """A problem and its tests."""

    name: str
    number: str
    whole: Item
    mean: float  # of its points
    tests: tuple[Item, ...]


def spread_of(graded: Class) -> Spread | None:
    """Mean, deviation, quartiles and alpha; nothing where nobody answered anything."""
    scores = [handed.score for handed in graded.answered]
    if not scores:
        return None
    several = len(scores) > 1
    return Spread(
        number=len(scores),
        mean=statistics.fmean(scores),
        deviation=statistics.stdev(scores) if several else None,
        quartiles=statistics.quantiles(scores, method="inclusive") if several else scores * 3,
        alpha=_alpha([list(handed.points.values()) for handed in graded.answered]),
        full=sum(handed.failed == 0 for handed in graded.answered),
    )


def _alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of the tests' points, one row for each submission."""
    parts = len(rows[0])
    total = statistics.variance(map(sum, rows)) if len(rows) > 1 else 0.0
    if parts < 2 or total < 1e-9:
        return None
    own = sum(statistics.variance(column) for column in zip(*rows))
    return float(parts / (parts - 1) * (1 - own / total))


def problems_of(graded: Class) -> tuple[Problem, ...]:
    """All problems in their order, with their tests."""
    handed, found = graded.answered, []
    for name, mine in graded.summary.problems.items():
        worth = sum(test["max_score"] for test in mine)
        won = [_points(each, mine) for each in handed]
        found.append(
            Problem(
                name=name,
                number=mine[0]["name"].partition(" ")[0],
                whole=_item(mine, handed),
                mean=statistics.fmean(won) / worth if won and worth else 0.0,
                tests=tuple(_item([test], handed) for test in mine),
            )
        )
    return tuple(found)


def _points(handed: Handed, tests: Sequence[dict[str, Any]]) -> float:
    return sum(handed.points.get(test["test"], 0.0) for test in tests)


def _item(tests: Sequence[dict[str, Any]], handed: Sequence[Handed]) -> Item:
    """The figures of some tests, all of which are to pass; the first one's facts."""
    passed = [all(h.passes.get(test["test"], False) for test in tests) for h in handed]
    # Against the rest of the score: a test should not be judged by its own points.
    rest = [h.score - _points(h, tests) for h in handed]
    link = correlation(passed, rest)
    first = tests[0]
    return Item(
        test=first["test"],
        title=short_title(first["name"]),
        public=first["public"],
        extra=first["extra_credit"],
        points=sum(test["max_score"] for test in tests),
        share=statistics.fmean(passed) if passed else 0.0,
        separation=link,
        quintiles=by_fifths(passed, rest),
        remark=_remark(passed, link),
        weak=is_weak(passed, link),
    )


def short_title(name: str) -> str:
    """`2.1 area: two rooms (1 point)` without its number, problem and points."""
    return name.partition(": ")[2].rpartition(" (")[0] or name


def correlation(passed: Sequence[bool], scores: Sequence[float]) -> float | None:
    """Point-biserial: how passing goes with the score; none where either does not vary."""
    if len(passed) < 3 or len(set(passed)) < 2 or statistics.pstdev(scores) < 1e-9:
        return None
    return statistics.correlation([float(ok) for ok in passed], scores)


def is_weak(passed: Sequence[bool], link: float | None) -> bool:
    """Whether passing goes with the rest no more than it would by luck."""
    if link is None or len(passed) < ENOUGH or not FEWEST <= sum(passed) <= len(passed) - FEWEST:
        return False
    return link < BY_LUCK / math.sqrt(len(passed))


def by_fifths(passed: Sequence[bool], scores: Sequence[float]) -> tuple[float, ...]:
    """The share that passes in each fifth of the class, by score; none below ten submissions."""
    if len(passed) < 10:
        return ()
    order = sorted(range(len(scores)), key=scores.__getitem__)
    cuts = [round(len(order) * fifth / 5) for fifth in range(6)]
    groups = [order[start:end] for start, end in pairwise(cuts)]
    return tuple(statistics.fmean(passed[index] for index in group) for group in groups)


def _remark(passed: Sequence[bool], link: float | None) -> str:
    if passed and not any(passed):
        return "nobody passes: is the test right?"
    if link is not None and is_weak(passed, link):
        worse = link < -BY_LUCK / math.sqrt(len(passed))
        low = "goes with the rest no more than luck would"
        return "those who pass it do worse in the rest" if worse else low
    return "everyone passes" if all(passed) and len(passed) >= 10 else ""


def distribution(graded: Class) -> list[tuple[str, int]]:
    """How many have how many points, in at most about twenty-five columns."""
    scores = [handed.score for handed in graded.answered]
    spec, bars = graded.summary.assignment, []
    top = max([spec.points + spec.all_extra, *scores])
    width = max(1, math.ceil(top / 25))
    for low in range(0, math.floor(top) + 1, width):
        high = min(low + width - 1, math.floor(top))
        label = f"{low}" if low == high else f"{low}–{high}"
        bars.append((label, sum(low <= score < low + width for score in scores)))
    return bars


Beside = tuple[str, Item, dict[str, Any]]  # a problem, its test as observed, as predicted


def beside(graded: Class, problems: Iterable[Problem], pilot: Path) -> list[Beside]:
    """Tests that the class and a pilot.json know, those first that went another way."""
    slug = graded.summary.assignment.slug
    try:
        data = json.loads(pilot.read_text(encoding="utf-8"))
        form, about, tests = data["format"], data["slug"], {t["test"]: t for t in data["tests"]}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise SubmissionError(
            f"{pilot} cannot be read as a pilot ({error}): name the pilot.json that"
            f" `autograder pilot {slug}` wrote"
        ) from None
    if (form, about) != (PILOT_FORMAT, slug):
        raise SubmissionError(
            f"{pilot} is a pilot of {about}, or of another version of the kit; the class was graded"
            f" for {slug}: run `autograder pilot {slug}`"
        )
    found = [
        (problem.name, item, tests[item.test])
        for problem in problems
        for item in problem.tests
        if item.test in tests
    ]
    return sorted(found, key=lambda each: -abs(each[1].share - each[2]["share"]))
