"""Every figure of the page, computed once more in another way from the results themselves."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.batch.graded import read_class
from autograder.batch.mistakes import ideas_by_function
from autograder.batch.report import write_report
from autograder.batch.statistics import (
    by_fifths,
    correlation,
    distribution,
    is_weak,
    problems_of,
    spread_of,
)

NUMBER = 200
SILENT = {"import_failed", "exited", "crashed", "timeout", "memory", "blocked", "unwritten"}


@pytest.fixture(scope="module")
def graded(invented, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("class") / "graded"
    invented.write_class(out, NUMBER)
    return out


class Table:
    """The class as arrays: a row for each submission that answered, a column for each test."""

    def __init__(self, folder: Path) -> None:
        self.summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        self.tests = [test["test"] for test in self.summary["tests"]]
        self.worth = np.array([test["max_score"] for test in self.summary["tests"]])
        self.results: dict[str, Any] = {}
        for path in sorted(folder.glob("*/results.json")):
            rows = json.loads(path.read_text(encoding="utf-8"))["tests"]
            kinds = {row["extra_data"].get("kind", "passed") for row in rows}
            if not kinds <= SILENT:
                self.results[path.parent.name] = rows
        self.passed = np.array(
            [[row["status"] == "passed" for row in rows] for rows in self.results.values()]
        )
        self.points = self.passed * self.worth


def test_mean_deviation_quartiles_and_alpha(graded):
    table, found = Table(graded), spread_of(read_class(graded))
    totals = table.points.sum(axis=1)
    assert found.number == len(totals) < NUMBER
    assert found.mean == pytest.approx(np.mean(totals))
    assert found.deviation == pytest.approx(np.std(totals, ddof=1))
    assert found.quartiles == pytest.approx(np.percentile(totals, [25, 50, 75]))
    covariance = np.cov(table.points.T)
    k = len(table.tests)
    assert found.alpha == pytest.approx(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))
    assert found.full == table.passed.all(axis=1).sum()


def test_shares_separation_and_fifths_of_every_test(graded):
    table = Table(graded)
    totals = table.points.sum(axis=1)
    items = [item for problem in problems_of(read_class(graded)) for item in problem.tests]
    assert [item.test for item in items] == table.tests
    for column, item in enumerate(items):
        passed, rest = table.passed[:, column], totals - table.points[:, column]
        assert item.share == pytest.approx(passed.mean())
        assert item.separation == pytest.approx(np.corrcoef(passed, rest)[0, 1])
        order = np.argsort(rest, kind="stable")
        cuts = [round(len(order) * n / 5) for n in range(1, 5)]
        fifths = [passed[part].mean() for part in np.split(order, cuts)]
        assert item.quintiles == pytest.approx(fifths)


def test_problems_and_the_distribution(graded):
    table, found = Table(graded), read_class(graded)
    names = [test["problem"] for test in table.summary["tests"]]
    for problem in problems_of(found):
        mine = [index for index, name in enumerate(names) if name == problem.name]
        assert problem.whole.share == pytest.approx(table.passed[:, mine].all(axis=1).mean())
        won = table.points[:, mine].sum(axis=1)
        assert problem.mean == pytest.approx(won.mean() / table.worth[mine].sum())
    totals = table.points.sum(axis=1)
    bars = distribution(found)
    assert sum(count for _, count in bars) == len(totals)
    low, high = (int(label.partition("–")[0]) for label, _ in bars[5:7])
    assert bars[5][1] == ((totals >= low) & (totals < high)).sum()


def test_ideas_by_the_points_they_cost(graded):
    table = Table(graded)
    extra = {test["test"]: test["extra_credit"] for test in table.summary["tests"]}
    lost, holders = defaultdict(float), defaultdict(set)
    for name, rows in table.results.items():
        for row in rows:
            if idea := row["extra_data"].get("misconception"):
                holders[idea].add(name)
                lost[idea] += 0 if extra[row["extra_data"]["test"]] else row["max_score"]
    found = read_class(graded)
    functions = ideas_by_function(found, lambda text: text)
    held = [idea for ideas in functions.values() for idea in ideas]
    assert {idea.name: idea.lost for idea in held} == {name: lost[name] for name in holders}
    assert {idea.name: {h.name for h in idea.holders} for idea in held} == holders
    costs = [sum(idea.lost for idea in ideas) for ideas in functions.values()]
    assert costs == sorted(costs, reverse=True)
    for idea in held:
        assert idea.function == idea.name.partition("_wrong_way")[0]
        assert idea.snippet.startswith(f"def {idea.function}(x):")
        assert {text for text, _ in idea.question.choices} >= {idea.case.got, "[7, 1]"}


def test_the_page_shows_these_figures(graded, chromium):
    table = Table(graded)
    totals = table.points.sum(axis=1)
    chromium.be(1400)
    chromium.open(write_report(graded))
    facts = chromium.run("[...document.querySelectorAll('.facts dd')].map(d => d.innerText)")
    low, middle, high = np.percentile(totals, [25, 50, 75])
    assert facts[0] == f"{NUMBER} 1 missing"
    assert facts[1].startswith(f"{middle:g} of ")
    assert facts[2] == f"{low:g}–{high:g}"
    assert facts[3] == f"{totals.mean():.1f} ± {totals.std(ddof=1):.1f}"
    shown = chromium.run(
        "[...document.querySelectorAll('tr[id^=test-]')]"
        ".map(r => [r.cells[2], r.cells[4]].map(c => c.innerText.trim()))"
    )
    rest = [totals - table.points[:, n] for n in range(len(table.tests))]
    assert [row[0] for row in shown] == [f"{100 * p.mean():.0f} %" for p in table.passed.T]
    links = [np.corrcoef(p, r)[0, 1] for p, r in zip(table.passed.T, rest)]
    assert [row[1] for row in shown] == [f"{link:.2f}" for link in links]
    lines = table.summary["submissions"]
    silent = [line for line in lines if line["name"] not in table.results]
    note = chromium.run("document.querySelector('.note').innerText")
    assert f"of the {len(totals)} submissions" in note
    for kind, words in (
        ("import_failed", "cannot be imported"),
        ("exited", "ended itself"),
        ("blocked", "cannot be read"),
        ("unwritten", "nothing is written"),
    ):
        count = sum(kind in line["kinds"].values() for line in silent)
        assert f"{count} ({words})" in note
    trouble = chromium.run(
        "[...document.querySelectorAll('#trouble > details:not(:last-of-type) > summary')]"
        ".map(s => s.innerText)"
    )
    kinds = Counter(kind for line in lines for kind in set(line["kinds"].values()))
    assert trouble == [
        f"{kinds['blocked']} cannot be read",
        f"{kinds['import_failed']} cannot be imported",
        f"{kinds['timeout']} ran out of time",
        f"{kinds['memory']} used too much memory",
        f"{kinds['crashed']} crashed",
        f"{kinds['exited']} ended itself",
    ]


def test_the_tests_are_also_a_table_for_a_spreadsheet(graded):
    write_report(graded)
    table = Table(graded)
    rows = list(csv.DictReader((graded / "items.csv").open(encoding="utf-8")))
    assert [row["test"] for row in rows] == table.tests
    assert [float(row["passing"]) for row in rows] == pytest.approx(
        table.passed.mean(axis=0), abs=1e-4
    )
    coin = next(row for row in rows if row["test"].endswith("mirror_tiles__5"))
    assert coin["weak"] == "True"


def simulated(number: int, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """55 tests of a class by a model of ability; the last goes by a coin."""
    ability = draw.normal(size=(number, 1))
    slope, hard = draw.uniform(1, 2.5, 54), draw.normal(-0.6, 0.8, 54)
    passed = draw.random((number, 54)) < 1 / (1 + np.exp(-slope * (ability - hard)))
    return np.hstack([passed, draw.random((number, 1)) < 0.5]), draw.choice([1, 1, 1, 2], 55)


@pytest.mark.parametrize("number", [40, 55, 200])
def test_a_coin_among_55_tests_is_found_and_sound_tests_are_left_alone(number):
    draw = np.random.default_rng(number)
    coins, sound, classes = 0, 0, 150
    for _ in range(classes):
        passed, worth = simulated(number, draw)
        totals = passed @ worth
        marks = []
        for column in range(55):
            own = [bool(ok) for ok in passed[:, column]]
            rest = [float(x) for x in totals - passed[:, column] * worth[column]]
            marks.append(is_weak(own, correlation(own, rest)))
        coins += marks[-1]
        sound += sum(marks[:-1])
    assert coins / classes >= 0.9
    assert sound / classes / 54 < 0.05


def test_what_does_not_vary_separates_nothing():
    scores = [9.0, 3.0, 7.0, 8.0, 5.0, 4.0]
    assert correlation([True] * 6, scores) is None
    assert correlation([True, False] * 3, [1.0] * 6) is None
    assert by_fifths([True] * 9, [1.0] * 9) == ()
