"""The report in a real browser, and the figures on it."""

from __future__ import annotations

import json
import random
import shutil
import statistics
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.batch.against import changes
from autograder.batch.entries import Entry, Student
from autograder.batch.graded import read_class
from autograder.batch.records import result_data
from autograder.batch.report import write_report
from autograder.batch.statistics import correlation, ideas_of, problems_of
from autograder.batch.summary import line_of, listing_of, summary_text
from autograder.judge.results import GradingResult, TestResult, to_json, write_atomically

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
IDEAS = ("capitals_apart", "no_default_mark")
PROBLEMS = ("shout", "shout", "shout", "count_letters")
NUMBER = 40


def grading(number: int) -> GradingResult:
    """A made-up result: an easy problem, a hard one, and a test that says nothing."""
    draw = random.Random(number)
    skill = number / NUMBER
    passes = [skill > 0.2, skill > 0.6, skill > 0.4, draw.random() < 0.5]
    tests = []
    for place, (problem, ok) in enumerate(zip(PROBLEMS, passes)):
        tests.append(
            TestResult(
                name=f"1.{1 + place // 3} {problem}: test {place} (2 points)",
                score=2 if ok else 0,
                max_score=2,
                status="passed" if ok else "failed",
                test=f"hidden/test_words.py::test_{problem}__{place}",
                problem=problem,
                output="" if ok else f"printed by Student{number}: {EVIL}</script>",
                public=place == 0,
                misconceptions=() if ok or place > 1 else (IDEAS[place],),
                kind="passed" if ok else ("timeout" if number == 3 else "wrong"),
                visibility="visible" if place != 1 else "after_published",
            )
        )
    return GradingResult(tuple(tests), 8, output=f"3 tests, for {EVIL}", seconds=number / 10)


@pytest.fixture
def graded(words, tmp_path) -> Path:
    out = tmp_path / "graded"
    lines, tests = [], []
    for number in range(NUMBER):
        result = grading(number)
        student = Student(f"Student{number} {EVIL}", f"s{number}@example.edu", f"sid{number}")
        entry = Entry(f"submission_{number}", None, (student,), str(number))
        write_atomically(out / entry.name / "results.json", to_json(result))
        lines.append(line_of(entry, result_data(result)))
        tests = listing_of(result_data(result))
    text = summary_text(words, lines, tests, [f"a note with {EVIL}"], {}, tmp_path)
    write_atomically(out / "summary.json", text)
    return out


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    import importlib.util

    path = Path(__file__).with_name("browser.py")
    spec = importlib.util.spec_from_file_location("browser", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    browser = module.Browser()
    yield browser
    browser.close()


def test_discrimination_is_the_correlation_with_the_rest():
    passed = [True, False, True, True, False, True]
    scores = [9.0, 3.0, 7.0, 8.0, 5.0, 4.0]
    expected = statistics.correlation([float(ok) for ok in passed], scores)
    assert correlation(passed, scores) == pytest.approx(expected)
    assert correlation([True] * 6, scores) is None
    assert correlation(passed, [1.0] * 6) is None


def test_weak_tests_are_marked_and_ideas_counted(graded):
    found = read_class(graded)
    shout, count_letters = problems_of(found)
    assert shout.problem == "shout"
    assert all(test.discrimination > 0.3 for test in shout.tests)
    assert count_letters.tests[0].remark.startswith("weak")
    first, second = ideas_of(found)
    assert (first.name, first.count) == ("no_default_mark", sum(n / 40 <= 0.6 for n in range(40)))
    assert (second.name, second.count) == ("capitals_apart", sum(n / 40 <= 0.2 for n in range(40)))
    assert first.title == found.summary["misconceptions"]["no_default_mark"]["title"]


def test_the_page_in_a_browser(graded, chromium, tmp_path):
    page = write_report(graded)
    chromium.requests.clear()
    chromium.complaints.clear()
    chromium.be(1200)
    chromium.open(page)

    # what students wrote is text, and nothing comes from elsewhere
    assert chromium.run("document.title") == "Words and numbers: class report"
    assert chromium.run("document.images.length") == 0
    assert chromium.run("document.body.innerText").count("<script>") > 5
    assert chromium.requests == [page.as_uri()]

    # a click on a head sorts, a second one turns it round
    scores = "[...document.querySelectorAll('#people tbody tr')].map(r => +r.cells[1].dataset.sort)"
    chromium.run("document.querySelectorAll('#people th button')[1].click()")
    assert chromium.run(scores) == sorted(chromium.run(scores))
    chromium.run("document.querySelectorAll('#people th button')[1].click()")
    assert chromium.run(scores) == sorted(chromium.run(scores), reverse=True)
    sort = "document.querySelectorAll('#people th')[1].getAttribute('aria-sort')"
    assert chromium.run(sort) == "descending"

    # typing searches
    chromium.run("document.getElementById('search').focus()")
    chromium.ask("Input.insertText", text="student7")
    visible = "[...document.querySelectorAll('#people tbody tr')].filter(r => !r.hidden).length"
    assert chromium.run(visible) == 1
    assert chromium.run("document.getElementById('found').textContent") == "1 found"

    # the keyboard opens the results as the student saw them, and closes them again
    chromium.run("document.querySelector('#people tr:not([hidden]) button.open').focus()")
    chromium.press("Enter", 13)
    assert chromium.run("document.getElementById('results').open") is True
    told = chromium.run("document.getElementById('results').innerText")
    assert "Student7" in told
    assert "onerror" in told
    assert "shown to the student: after published" in told
    chromium.press("Escape", 27)
    assert chromium.run("document.getElementById('results').open") is False
    assert chromium.run("document.title") != "owned"
    assert chromium.complaints == []


def test_the_page_fits_a_phone_the_dark_and_paper(graded, chromium):
    page = write_report(graded)
    chromium.be(360)
    chromium.open(page)
    assert chromium.run("document.documentElement.scrollWidth") <= 360
    background = "getComputedStyle(document.body).backgroundColor"
    light = chromium.run(background)
    chromium.be(360, dark=True)
    assert chromium.run(background) != light
    chromium.be(800, medium="print")
    assert chromium.run("getComputedStyle(document.querySelector('.search')).display") == "none"


def test_anonymous_leaves_every_name_out(graded):
    text = write_report(graded, anonymous=True).read_text(encoding="utf-8")
    lines = json.loads((graded / "summary.json").read_text(encoding="utf-8"))["submissions"]
    for line in lines[10:]:
        for word in (line["name"], line["students"][0]["email"], line["students"][0]["sid"]):
            assert word not in text
    assert "Student1" not in text
    assert "example.edu" not in text
    assert text.count('class="open"') == NUMBER


def test_a_comparison_shows_whose_score_changed_by_which_test(graded, tmp_path):
    before = tmp_path / "before"
    shutil.copytree(graded, before)
    path = graded / "submission_39" / "results.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["tests"][0]["status"], data["tests"][0]["score"] = "failed", 0
    path.write_text(json.dumps(data), encoding="utf-8")
    summary = json.loads((graded / "summary.json").read_text(encoding="utf-8"))
    summary["submissions"][39]["score"] -= 2
    (graded / "summary.json").write_text(json.dumps(summary), encoding="utf-8")

    (change,) = changes(read_class(graded), read_class(before))
    assert change.name == "submission_39"
    assert change.difference == -2
    assert change.lost == ("1.1 shout: test 0 (2 points)",)
    assert "fails now" in write_report(graded, before).read_text(encoding="utf-8")
    # the other way round the student wins
    (back,) = changes(read_class(before), read_class(graded))
    assert asdict(back)["won"] == change.lost


def test_a_folder_that_is_not_graded_is_told_what_to_do(autograder, tmp_path):
    told = autograder("report", tmp_path)
    assert told.returncode == 1
    assert "grade first" in told.stderr
