"""A class made of wrong ideas: how it is drawn, what it says, and what the report makes of it."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from autograder.batch.report import write_report
from autograder.judge.ideas import Idea
from autograder.prove.pilot import (
    Effect,
    draw_class,
    forecast,
    hidden_pairs,
    together,
    write_pilot,
)


def idea(name: str, *functions: str) -> Idea:
    return Idea(name, f"About {name}", "", functions, "f.py", "", "")


def listed(name: str, problem: str, points: float = 1) -> dict:
    return {"test": name, "name": f"1.1 {problem}: {name} (1 point)", "problem": problem,
            "max_score": points}  # fmt: skip


TESTS = [
    listed("one", "f"),
    listed("two", "f", 2),
    listed("three", "f"),
    listed("four", "g"),
    listed("five", "g"),
]
EFFECTS = {
    name: Effect(idea(name, function), frozenset(fails), frozenset(named))
    for name, function, fails, named in (
        ("a", "f", ["one", "two"], ["a", "b"]),
        ("b", "f", ["one", "two"], ["a", "b"]),
        ("c", "f", ["one", "two", "four"], ["c"]),
        ("d", "g", ["four"], ["d"]),
    )
}


def test_difficulty_and_separation_are_those_of_the_composed_results():
    students = draw_class([each.idea for each in EFFECTS.values()], 300, seed=1)
    found = forecast(TESTS, EFFECTS, students)
    passed = np.array(
        [
            [all(t["test"] not in EFFECTS[i.name].fails for i in held) for t in TESTS]
            for held in students
        ]
    )
    points = passed * np.array([t["max_score"] for t in TESTS])
    for column, each in enumerate(found):
        assert each["share"] == pytest.approx(passed[:, column].mean())
        rest = points.sum(axis=1) - points[:, column]
        if each["separation"] is not None:
            assert each["separation"] == pytest.approx(np.corrcoef(passed[:, column], rest)[0, 1])
    assert [each["caught"] for each in found] == [3, 3, 0, 2, 0]
    assert [each["alone"] for each in found] == [0, 0, 0, 1, 0]
    assert found[2]["separation"] is None


def test_what_never_decides_and_what_hides():
    assert together(TESTS, EFFECTS) == [["one", "two"]]
    assert hidden_pairs(EFFECTS) == [("a", "b")]


def test_the_able_hold_fewer_ideas_and_a_function_with_more_of_them_is_harder():
    ideas = [idea(f"f{n}", "f") for n in range(20)] + [idea("g", "g"), idea("h", "h")]
    students = draw_class(ideas, 2000, seed=0)
    held = Counter(each.functions[0] for student in students for each in student)
    assert held["f"] > 2 * held["g"]
    assert held["g"] == pytest.approx(0.3 * 2000, rel=0.15)  # logit(0.27), spread by ability
    both = sum(len({each.functions[0] for each in s} & {"g", "h"}) == 2 for s in students)
    assert both > 1.1 * held["g"] * held["h"] / 2000  # ability joins them
    assert all(len({e.functions[0] for e in s}) == len(s) for s in students)
    assert draw_class(ideas, 50, seed=3) == draw_class(ideas, 50, seed=3)


@pytest.fixture
def pilot(words, tmp_path):
    write_pilot(words, tmp_path / "pilot", students=40)
    return json.loads((tmp_path / "pilot/pilot.json").read_text(encoding="utf-8"))


def test_a_pilot_of_a_course_and_the_page_of_it(pilot, chromium, tmp_path):
    assert len(pilot["ideas"]) == 3
    assert pilot["left_out"] == []
    checked = pilot["checked"]
    assert checked["verdicts"] == checked["students"] * len(pilot["tests"]) > 0
    assert checked["composed_fails_only"] == checked["real_fails_only"] == 0
    for width, dark in ((390, False), (900, True), (1400, False)):
        chromium.be(width, dark)
        chromium.open(tmp_path / "pilot" / "pilot.html")
        assert chromium.violations() == []
        assert chromium.run("document.documentElement.scrollWidth") <= width


def test_the_report_shows_predicted_beside_observed(invented, chromium, tmp_path, autograder):
    out, file = tmp_path / "graded", tmp_path / "pilot.json"
    invented.write_class(out, 60)
    listed = json.loads((out / "summary.json").read_text(encoding="utf-8"))["tests"]
    tests = [{"test": each["test"], "share": 0.5, "separation": None} for each in listed]
    file.write_text(json.dumps({"format": 1, "slug": "09_crafts", "tests": tests[1:]}))
    chromium.be(1400)
    chromium.open(write_report(out, pilot=file))
    rows = chromium.run(
        "[...document.querySelectorAll('#predicted tbody tr')]"
        ".map(r => [...r.cells].map(c => c.innerText))"
    )
    assert len(rows) == len(tests) - 1
    assert {row[1] for row in rows} == {"50 %"}
    far = [abs(float(row[2].split()[0]) - 50) for row in rows]
    assert far == sorted(far, reverse=True)
    assert chromium.violations() == []

    file.write_text(json.dumps({"format": 1, "slug": "08_other", "tests": []}))
    told = autograder("report", out, "--pilot", file)
    assert told.returncode == 1
    assert "is a pilot of 08_other" in told.stderr
