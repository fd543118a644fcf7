"""What a class got right and wrong: shares, discrimination, ideas, trouble. Pure functions."""

from __future__ import annotations

import html
import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.batch.graded import Class, Handed

WEAK = 0.15  # a test below this says little about who understood the rest
ENOUGH = 15  # submissions that a correlation needs before it is called weak
TROUBLE = ("timeout", "crashed", "exited", "memory", "import_failed", "protocol", "forbidden")


@dataclass(frozen=True)
class TestFigures:
    """One test over the whole class."""

    test: str
    name: str
    title: str
    problem: str
    points: float
    public: bool
    share: float
    discrimination: float | None
    remark: str

    __test__ = False


@dataclass(frozen=True)
class ProblemFigures:
    """One problem over the whole class: how many solve all of it, and what is won on average."""

    number: str
    problem: str
    points: float
    full: float
    mean: float
    discrimination: float | None
    tests: tuple[TestFigures, ...]


@dataclass(frozen=True)
class IdeaFigures:
    """One wrong idea, and how many hold it."""

    name: str
    title: str
    body: str
    count: int
    share: float
    example_name: str
    example: str


@dataclass(frozen=True)
class Bar:
    """One column of the distribution."""

    low: float
    high: float
    count: int

    @property
    def label(self) -> str:
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}–{self.high:g}"


def problems_of(graded: Class) -> tuple[ProblemFigures, ...]:
    """All problems in their order, with their tests."""
    handed = graded.graded
    tests = graded.summary["tests"]
    figures = []
    for problem in dict.fromkeys(test["problem"] for test in tests):
        mine = [test for test in tests if test["problem"] == problem]
        solved = [all(h.passed.get(t["test"], False) for t in mine) for h in handed]
        rest = [h.score - h.line["problems"].get(problem, 0) for h in handed]
        worth = sum(test["max_score"] for test in mine)
        won = [h.line["problems"].get(problem, 0) for h in handed]
        figures.append(
            ProblemFigures(
                number=mine[0]["name"].partition(" ")[0],
                problem=problem,
                points=worth,
                full=_mean(solved),
                mean=_mean(won) / worth if worth else 0.0,
                discrimination=correlation(solved, rest),
                tests=tuple(_test_figures(test, handed) for test in mine),
            )
        )
    return tuple(figures)


def _test_figures(test: dict[str, Any], handed: Sequence[Handed]) -> TestFigures:
    passed = [h.passed.get(test["test"], False) for h in handed]
    # Against the rest of the score: a test should not be judged by its own points.
    rest = [h.score - (test["max_score"] if ok else 0) for h, ok in zip(handed, passed)]
    share, link = _mean(passed), correlation(passed, rest)
    return TestFigures(
        test=test["test"],
        name=test["name"],
        title=test["name"].partition(": ")[2].rpartition(" (")[0] or test["name"],
        problem=test["problem"],
        points=test["max_score"],
        public=test["public"],
        share=share,
        discrimination=link,
        remark=_remark(share, link, len(handed)),
    )


def _remark(share: float, link: float | None, number: int) -> str:
    if number == 0:
        return ""
    if share == 0:
        return "nobody passes: is the test right?"
    if share == 1:
        return "everyone passes" if number >= ENOUGH else ""
    if link is not None and link < WEAK and number >= ENOUGH:
        return (
            "weak: passing it says little about the rest"
            if link > -WEAK
            else ("weak: those who pass it do worse in the rest")
        )
    return ""


def correlation(passed: Sequence[bool], scores: Sequence[float]) -> float | None:
    """Point-biserial: how passing goes with the score; none where either does not vary."""
    if len(passed) < 3 or len(set(passed)) < 2:
        return None
    spread = statistics.pstdev(scores)
    if spread < 1e-9:
        return None
    yes = [score for ok, score in zip(passed, scores) if ok]
    no = [score for ok, score in zip(passed, scores) if not ok]
    share = len(yes) / len(scores)
    return (_mean(yes) - _mean(no)) / spread * math.sqrt(share * (1 - share))


def ideas_of(graded: Class) -> tuple[IdeaFigures, ...]:
    """Wrong ideas, the most frequent first."""
    counts: Counter[str] = Counter()
    examples: dict[str, dict[str, Any]] = {}
    for handed in graded.graded:
        for name, test in handed.ideas().items():
            counts[name] += 1
            examples.setdefault(name, test)
    known = graded.summary["misconceptions"]
    total = len(graded.graded) or 1
    return tuple(
        IdeaFigures(
            name=name,
            title=known.get(name, {}).get("title", name.replace("_", " ")),
            body=known.get(name, {}).get("body", ""),
            count=count,
            share=count / total,
            example_name=examples[name]["name"],
            example=plain(examples[name]),
        )
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def plain(test: dict[str, Any]) -> str:
    """A test's output as text, also where it was written as markup with pictures."""
    output = str(test["output"])
    if test.get("output_format") != "html":
        return output
    spaced = re.sub(r"(?i)<(br|/p|/div|/tr|/pre)[^>]*>", "\n", output)
    without = re.sub(r"(?s)<(style|svg|script)\b.*?</\1>|<[^>]*>", "", spaced)
    return re.sub(r"\n{3,}", "\n\n", html.unescape(without)).strip()


def distribution(graded: Class) -> tuple[Bar, ...]:
    """How many have how many points, in at most about twenty-five columns."""
    scores = [h.score for h in graded.graded]
    facts = graded.summary["assignment"]
    top = max([facts["points"] + facts["extra_points"], *scores])
    width = max(1, math.ceil(top / 25))
    bars = []
    for low in range(0, math.floor(top) + 1, width):
        high = low + width
        count = sum(low <= score < high for score in scores)
        bars.append(Bar(low, min(high - 1, math.floor(top)), count))
    return tuple(bars)


def trouble_of(graded: Class) -> list[tuple[str, str, int]]:
    """Tests whose run broke off, how, and for how many; the most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for handed in graded.graded:
        for test, kind in handed.line["kinds"].items():
            # A file that cannot be imported is one trouble, not one for each test.
            whole = kind in ("import_failed",)
            if kind in TROUBLE and not whole:
                counts[(test, kind)] += 1
        if "import_failed" in handed.line["kinds"].values():
            counts[("", "import_failed")] += 1
    names = {test["test"]: test["name"] for test in graded.summary["tests"]}
    rows = [(names.get(t, "the whole file"), kind, n) for (t, kind), n in counts.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))[:10]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
