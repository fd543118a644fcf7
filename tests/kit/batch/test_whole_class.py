"""A made-up export of 200, really graded: through every page, each number of the report once more."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from autograder.course.load import load_course

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
SLUG, NUMBER = "01_flatten", 200
DUE = datetime(2027, 2, 5, 23, 59)
GRACE, A_DAY, MOST_DAYS = 15, 10, 2
LATE = f"late: {{grace_minutes: {GRACE}, percent_a_day: {A_DAY}, days_at_most: {MOST_DAYS}}}\n"
BREAKS = {
    "import_failed": "cannot be imported",
    "timeout": "ran out of time",
    "memory": "used too much memory",
    "crashed": "crashed",
    "exited": "ended itself",
    "protocol": "spoke out of turn",
}
ANSWERED = {"wrong", "raised", "unsendable", "forbidden", "passed"}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("whole")


@pytest.fixture(scope="module")
def autograder(place, command):
    for part in ("assignments", "solutions", "starter", "tests/public", "tests/hidden"):
        shutil.copytree(ROOT / part / SLUG, place / "course" / part / SLUG)
    text = (ROOT / "course.yml").read_text(encoding="utf-8")
    head, _, tail = text.partition("assignments:\n")
    entry = re.search(rf"  - slug: {SLUG}\n(?:    .*\n)*", tail)[0]
    (place / "course" / "course.yml").write_text(
        f"{head}{LATE}\nassignments:\n{entry}", encoding="utf-8"
    )
    return command(place / "course", place)


@pytest.fixture(scope="module")
def graded(place, autograder, classroom) -> Path:
    """Two attempts of the same people, the second one graded beside the first."""
    assignment = load_course(place / "course").assignment(SLUG)
    for attempt in (1, 2):
        classroom.write_export(assignment, NUMBER, place / f"export{attempt}", attempt, most=3)
        told = autograder("grade", place / f"export{attempt}", "-a", SLUG, "--out", f"out{attempt}")
        assert told.returncode in (0, 1), told.stderr
    return place / "out2"


class Truth:
    """What the export and every results.json say, read without the kit."""

    def __init__(self, folder: Path, export: Path) -> None:
        self.results: dict[str, list[dict[str, Any]]] = {
            path.parent.name: json.loads(path.read_text(encoding="utf-8"))["tests"]
            for path in sorted(folder.glob("*/results.json"))
        }
        self.metadata = yaml.safe_load((export / "submission_metadata.yml").read_text())
        lines = (export / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
        self.people = {line.split(",")[0]: line.split(",") for line in lines}
        self.tests = [row["extra_data"]["test"] for row in self.results["submission_1000"]]
        self.worth = np.array([row["max_score"] for row in self.results["submission_1000"]])
        self.kinds = {
            name: [row["extra_data"].get("kind", "passed") for row in rows]
            for name, rows in self.results.items()
        }
        self.counted = [name for name, kinds in self.kinds.items() if {*kinds} & ANSWERED]
        self.passed = np.array(
            [[row["status"] == "passed" for row in self.results[name]] for name in self.counted]
        )
        self.points = self.passed * self.worth
        self.totals = self.points.sum(axis=1)

    def score(self, name: str) -> float:
        return sum(row["score"] for row in self.results[name])

    def ideas(self, name: str) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.results[name]:
            extra = row["extra_data"]
            for idea in extra.get("misconceptions") or [extra.get("misconception")]:
                if idea:
                    found[idea].append(row)
        return found

    def late(self, name: str) -> tuple[timedelta, float]:
        facts = self.metadata[name]
        extension = self.people[str(facts[":submitters"][0][":sid"])][3]
        due = DUE + timedelta(days=float(extension or 0))
        over = max(timedelta(), facts[":created_at"].replace(tzinfo=None) - due)
        days = -(-over // timedelta(days=1)) if over > timedelta(minutes=GRACE) else 0
        return over, self.score(name) * (100 if days > MOST_DAYS else A_DAY * days) / 100


@pytest.fixture(scope="module")
def truth(graded, place) -> Truth:
    return Truth(graded, place / "export2")


@pytest.fixture(scope="module")
def page(graded, place, autograder, chromium):
    assert autograder("pilot", SLUG).returncode == 0
    pilot = place / "pilot" / SLUG / "pilot.json"
    told = autograder("report", graded, "--against", "out1", "--pilot", pilot)
    assert told.returncode == 0, told.stderr
    chromium.be(1400)
    chromium.open(graded / "report.html")
    chromium.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    return chromium


def texts(page, selector: str) -> list[str]:
    return page.run(
        f"[...document.querySelectorAll({selector!r})].map(e => e.innerText.trim().replace(/\\s+/g, ' '))"
    )


def rows(page, selector: str) -> list[list[str]]:
    return page.run(
        f"[...document.querySelectorAll({selector!r})]"
        ".map(r => [...r.cells].map(c => c.innerText.trim().replace(/\\s+/g, ' ')))"
    )


def figure(value: float | None) -> str:
    return "–" if value is None or np.isnan(value) else f"{value:.2f}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def test_the_class_has_everything_in_it(truth, place):
    seen = {kind for kinds in truth.kinds.values() for kind in kinds}
    assert {"passed", "wrong", "timeout", "import_failed", "unwritten"} <= seen
    assert max(len(truth.ideas(name)) for name in truth.results) >= 3
    assert len(truth.results) == NUMBER
    assert Counter(row[2] for row in truth.people.values()) == {"A": 101, "B": 100}
    assert sum(truth.late(name)[0] > timedelta() for name in truth.results) > 20
    assert 10 < sum(bool(row[3]) for row in truth.people.values()) < 20


def test_the_figures_in_short_and_how_scores_lie(truth, page):
    low, middle, high = np.percentile(truth.totals, [25, 50, 75])
    k = len(truth.tests)
    covariance = np.cov(truth.points.T)
    alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    assert texts(page, ".facts dd") == [
        f"{NUMBER} 1 missing",
        f"{middle:g} of 15 + 2",
        f"{low:g}–{high:g}",
        f"{truth.totals.mean():.1f} ± {truth.totals.std(ddof=1):.1f}",
        f"{truth.passed.all(axis=1).sum()}",
        f"{alpha:.2f}",
    ]
    assert f"of the {len(truth.counted)} submissions" in texts(page, ".note")[0]
    silent = Counter(
        next((BREAKS[kind] for kind in BREAKS if kind in kinds), "")
        or ("nothing is written" if "unwritten" in kinds else "cannot be read")
        for name, kinds in truth.kinds.items()
        if name not in truth.counted
    )
    told = texts(page, ".note")[0].partition("Left out: ")[2].rstrip(".").split(", ")
    assert sorted(told) == sorted(f"{count} ({words})" for words, count in silent.items())
    bars = rows(page, "#scores tbody tr")
    assert [[int(n) for n in bar] for bar in bars] == [
        [points, int((np.floor(truth.totals) == points).sum())] for points in range(18)
    ]


def test_every_test_and_problem(truth, page):
    rest = truth.totals[:, None] - truth.points
    with np.errstate(invalid="ignore"):
        links = [np.corrcoef(p, r)[0, 1] for p, r in zip(truth.passed.T, rest.T)]
    shown = rows(page, "tr[id^=test-]")
    assert [[row[1], row[2], row[4]] for row in shown] == [
        [f"{worth:g}", percent(column.mean()), figure(link)]
        for worth, column, link in zip(truth.worth, truth.passed.T, links)
    ]
    fifths = page.run(
        "[...document.querySelectorAll('tr[id^=test-] svg')].map(s => s.getAttribute('aria-label'))"
    )
    for column, label in enumerate(fifths):
        order = np.argsort(rest[:, column], kind="stable")
        cuts = [round(len(order) * n / 5) for n in range(1, 5)]
        shares = [truth.passed[part, column].mean() for part in np.split(order, cuts)]
        assert label.partition(": ")[2] == ", ".join(map(percent, shares))
    problems = [row["extra_data"]["problem"] for row in truth.results["submission_1000"]]
    heads = rows(page, "tr.problem")
    for name, head in zip(dict.fromkeys(problems), heads, strict=True):
        mine = [place for place, problem in enumerate(problems) if problem == name]
        won = truth.points[:, mine].sum(axis=1)
        solved = truth.passed[:, mine].all(axis=1)
        assert f" {name} {percent(won.mean() / truth.worth[mine].sum())} of the points" in head[0]
        assert head[2] == percent(solved.mean())
        assert head[4] == figure(np.corrcoef(solved, truth.totals - won)[0, 1])


def test_every_idea(truth, page):
    lost: dict[str, float] = defaultdict(float)
    held: Counter[str] = Counter()
    failed: dict[str, Counter[str]] = defaultdict(Counter)
    for name in truth.results:
        for idea, found in truth.ideas(name).items():
            held[idea] += 1
            for row in found:
                failed[idea][row["extra_data"]["test"]] += 1
                if row["extra_data"]["misconception"] == idea:
                    lost[idea] += row["max_score"] - row["score"]
    shown = page.run(
        "Object.fromEntries([...document.querySelectorAll('li[id^=idea-]')].map(l => ["
        "l.id.slice(5), [l.querySelector('.count').innerText, l.querySelector('.held').innerText,"
        " l.querySelectorAll('button.open').length,"
        " [...l.querySelectorAll('p')].find(p => p.innerText.startsWith('Shown by')).innerText]]))"
    )
    assert shown.keys() == held.keys()
    for idea, (points, count, holders, tests) in shown.items():
        assert points == f"{lost[idea]:g}"
        assert count == f"{held[idea]}×"
        assert holders == held[idea]
        numbers = sorted(map(int, re.findall(r"\((\d+)\)", tests)))
        assert numbers == sorted(failed[idea].values())


def test_trouble_and_everybodys_line(truth, page):
    kinds = Counter(kind for found in truth.kinds.values() for kind in {*found})
    blocked = sum({*found} <= {"blocked"} for found in truth.kinds.values())
    expected = [f"{blocked} cannot be read"] if blocked else []
    expected += [f"{kinds[kind]} {words}" for kind, words in BREAKS.items() if kinds[kind]]
    assert texts(page, "#trouble > details:not(:last-of-type) > summary") == expected
    lines = rows(page, "#people tbody tr")
    assert len(lines) == NUMBER
    for name, line in zip(truth.metadata, lines):
        score, (over, off) = truth.score(name), truth.late(name)
        assert line[1] == f"{score:g}"
        assert line[2] == f"{truth.kinds[name].count('passed')}/{len(truth.tests)}"
        hours, minutes = divmod(int(over.total_seconds()) // 60, 60)
        words = f"{hours // 24} d {hours % 24} h" if hours >= 48 else f"{hours} h {minutes:02} min"
        words = words if over else ""
        assert line[3] == (f"{words} −{round(off, 4):g} not taken off" if off else words)
        ideas = line[5].split(", ") if line[5] else []
        assert len(ideas) >= len(truth.ideas(name)) > 0 if ideas else not truth.ideas(name)


def test_what_changed_since_the_first_attempt(truth, page, place):
    before = Truth(place / "out1", place / "export1")
    changed = {}
    for name in truth.results:
        old, new = ([r["status"] == "passed" for r in t.results[name]] for t in (before, truth))
        won, lost = (sum(b > a for a, b in zip(x, y)) for x, y in ((old, new), (new, old)))
        if won or lost:
            changed[name] = [before.score(name), truth.score(name), lost, won]
    shown = [
        [float(row[1]), float(row[2]), float(row[3].replace("−", "-"))]
        + [int((re.search(rf"(\d+) {word}", row[4]) or "00")[1]) for word in ("lost", "won")]
        for row in rows(page, "[aria-label='Changed scores'] tbody tr")
    ]
    assert sorted(shown) == sorted([a, b, b - a, lost, won] for a, b, lost, won in changed.values())
    had: dict[str, set[str]] = defaultdict(set)
    have: dict[str, set[str]] = defaultdict(set)
    for name in truth.results:
        for idea in before.ideas(name):
            had[idea].add(name)
        for idea in truth.ideas(name):
            have[idea].add(name)
    ideas = [
        [int(n) for n in row[1:]]
        for row in rows(page, "[aria-label='Wrong ideas before and now'] tbody tr")
    ]
    assert sorted(ideas) == sorted(
        [len(had[i]), len(had[i] - have[i]), len(had[i] & have[i]), len(have[i] - had[i])]
        for i in {*had, *have}
    )


def test_predicted_beside_observed(truth, page, place):
    pilot = json.loads((place / "pilot" / SLUG / "pilot.json").read_text(encoding="utf-8"))
    predicted = {each["test"]: each for each in pilot["tests"]}
    observed = dict(zip(truth.tests, truth.passed.T))
    shown = Counter((row[1], row[2], row[3]) for row in rows(page, "#predicted tbody tr"))
    assert shown == Counter(
        (
            percent(predicted[t]["share"]),
            percent(observed[t].mean()),
            figure(predicted[t]["separation"]),
        )
        for t in truth.tests
    )
    checked = pilot["checked"]
    differ = checked["composed_fails_only"] + checked["real_fails_only"]
    assert differ <= 0.02 * checked["verdicts"]


@pytest.mark.parametrize("name", ["report", "viva", "pilot"])
def test_every_page_at_three_widths_in_the_light_and_in_the_dark(
    graded, page, autograder, place, name
):
    if name == "viva":
        told: subprocess.CompletedProcess[str] = autograder("viva", graded)
        assert told.returncode == 0, told.stderr
    path = place / "pilot" / SLUG / "pilot.html" if name == "pilot" else graded / f"{name}.html"
    for width in (390, 900, 1400):
        for dark in (False, True):
            page.be(width, dark)
            page.open(path)
            assert page.violations() == []
            assert page.run("document.documentElement.scrollWidth") <= width
    page.be(1400)


def test_a_sheet_for_everybody_who_wrote_something(graded, page, truth):
    page.open(graded / "viva.html")
    sheets = page.run("document.querySelectorAll('article.sheet').length")
    assert sheets >= 0.95 * len(truth.counted)
    keys = page.run(
        "[...document.querySelectorAll('article.sheet .choices')].map(c => c.children.length)"
    )
    assert set(keys) == {4}
