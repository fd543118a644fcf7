"""The report in a real browser, and the figures on it."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from autograder.batch.entries import Batch, Entry, Person
from autograder.batch.graded import changes, idea_changes, read_class
from autograder.batch.report import write_report
from autograder.batch.summary import line_of, listing_of, summary_text
from autograder.course.errors import SubmissionError
from autograder.judge.results import (
    GradingResult,
    TestResult,
    to_json,
    write_atomically,
)

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
        student = Person(f"Student{number} {EVIL}", f"s{number}@example.edu", f"sid{number}")
        entry = Entry(f"submission_{number}", None, (student,), str(number))
        write_atomically(out / entry.name / "results.json", to_json(result))
        lines.append(line_of(entry, result))
        tests = listing_of(result)
    found = {"tests": tests, "notes": [f"a note with {EVIL}"], "cases": {}}
    text = summary_text(words, Batch(()), tmp_path, lines, **found)
    write_atomically(out / "summary.json", text)
    return out


def test_the_class_is_read_back_by_the_facts_it_was_graded_with(words, tmp_path):
    spec = replace(words.spec, optional=("helpers.py",))
    cell = {"cell_type": "code", "metadata": {}, "source": "shout = str.upper", "outputs": []}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    for name, text in {
        "ba/words.py": "from helpers import shout\n",
        "ba/helpers.py": "shout = str.upper\n",
        "ri/words.ipynb": json.dumps(book),
    }.items():
        write_atomically(tmp_path / "in" / name, text)
    found = {"tests": [], "notes": [], "cases": {}}
    text = summary_text(replace(words, spec=spec), Batch(()), tmp_path / "in", [], **found)
    write_atomically(tmp_path / "out" / "summary.json", text)

    sources = read_class(tmp_path / "out").sources
    assert {*sources["ba"].files} == {"words.py", "helpers.py"}
    assert "shout = str.upper" in sources["ri"].code


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


@pytest.fixture(scope="module")
def crafts(invented, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("crafts") / "graded"
    invented.write_class(out, 60)
    write_report(out)
    return out / "report.html"


@pytest.mark.parametrize("width", [390, 900, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_on_the_page_keeps_anybody_out(crafts, chromium, width, dark):
    chromium.be(width, dark)
    chromium.open(crafts)
    assert chromium.violations() == []
    chromium.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert chromium.violations() == []
    chromium.run("document.querySelector('#people button.open').click()")
    assert chromium.violations() == []


def test_a_class_of_60_is_ten_screens_of_a_phone_and_no_number_is_cut(crafts, chromium):
    chromium.be(390)
    chromium.open(crafts)
    assert chromium.run("document.documentElement.scrollWidth") <= 390
    assert chromium.run("document.documentElement.scrollHeight") <= 10 * 844
    cut = "[...document.querySelectorAll('.wide, dd, td, th')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    assert chromium.run(f"{cut}.map(e => e.outerHTML)") == []


def test_it_follows_the_dark_and_paper_has_no_search(crafts, chromium):
    chromium.be(390)
    chromium.open(crafts)
    background = "getComputedStyle(document.body).backgroundColor"
    light = chromium.run(background)
    chromium.be(390, dark=True)
    assert chromium.run(background) != light
    chromium.be(800, medium="print")
    assert chromium.run("getComputedStyle(document.querySelector('.search')).display") == "none"


def test_from_an_idea_to_its_tests_students_code_and_back(crafts, chromium):
    chromium.be(1400)
    chromium.open(crafts)

    # a test leads to the ideas that it shows, which unfold
    chromium.run("document.querySelector('.shows a').click()")
    idea = chromium.run("document.querySelector('.shows a').hash.slice(1)")
    opened = f"document.querySelector('#{idea} > details').open"
    assert chromium.run(opened) is True

    # the idea leads to whoever holds it, and there to the function that it is about
    function = idea.removeprefix("idea-").partition("_wrong_way")[0]
    chromium.run(f"document.querySelector('#{idea} button.open').click()")
    assert chromium.run("document.querySelector('#work mark').textContent") == f"def {function}(x):"

    # a student's failed test leads back
    chromium.run(f"document.querySelector('#list a[href=\"#{idea}\"]').click()")
    assert chromium.run("document.getElementById('results').open") is False

    # on the wall: a question whose wrong answers are those of wrong ideas, then the case
    chromium.run(f"document.querySelectorAll('#{idea} button.slide')[0].click()")
    assert chromium.run("document.getElementById('slide').open") is True
    choices = (
        "[...document.querySelectorAll('#stage .ask > .choices > li')].map(c => c.innerText.trim())"
    )
    assert "[7, 1]" in chromium.run(choices)
    assert len(set(chromium.run(choices))) == 4
    assert chromium.violations() == []
    chromium.run(f"document.querySelectorAll('#{idea} button.slide')[1].click()")
    assert "Someone wrote" in chromium.run("document.getElementById('stage').innerText")
    assert chromium.complaints == []


def test_search_knows_letters_without_what_stands_on_them_and_sections(crafts, chromium, invented):
    chromium.be(1400)
    chromium.open(crafts)
    visible = "[...document.querySelectorAll('#people tbody tr')].filter(r => !r.hidden).length"
    chromium.run("document.getElementById('search').focus()")
    chromium.ask("Input.insertText", text="bamu")  # a Bamü
    names = [invented.name_of(number) for number in range(60)]
    assert chromium.run(visible) == sum(name.startswith("Bamü") for name in names) > 0
    chromium.run(
        "document.getElementById('search').value = ''; section.value = 'Section B'; filter()"
    )
    assert chromium.run(visible) == 30


def test_written_work_stands_beside_the_code_with_its_points(invented, chromium, tmp_path):
    out = tmp_path / "graded"
    invented.write_class(out, 12)
    (out / "rubric.csv").write_text("SID,Question 1,Comment\n70003,2.5,clear\n", encoding="utf-8")
    chromium.be(1400)
    chromium.open(write_report(out))
    chromium.run("document.querySelectorAll('#people button.open')[3].click()")
    told = chromium.run("document.getElementById('work').textContent")
    assert "Because of" in told
    assert "Question 1: 2.5" in told
    assert "Code" in told


def test_anonymous_leaves_every_name_out(graded):
    named = write_report(graded)
    page = write_report(graded, anonymous=True)
    assert page.name == "report-anonymous.html"
    assert "Student1" in named.read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    lines = json.loads((graded / "summary.json").read_text(encoding="utf-8"))["submissions"]
    for line in lines[10:]:
        for word in (line["name"], line["students"][0]["email"], line["students"][0]["sid"]):
            assert word not in text
    assert "Student1" not in text
    assert "example.edu" not in text
    people = text.partition('<table id="people">')[2]
    assert people.count('class="open" data-row="0">') == 1


def test_anonymous_knows_names_in_every_alphabet(invented, tmp_path):
    out = tmp_path / "graded"
    invented.write_class(out, 60)
    text = write_report(out, anonymous=True).read_text(encoding="utf-8")
    data = json.loads(text.partition('id="data">')[2].partition("</script>")[0])
    assert sum("# by ▒▒▒" in each for each in data["texts"]) == 60
    for number in range(60):
        name = invented.name_of(number)
        assert not any(name in each for each in [text, *data["texts"]]), name


def test_a_comparison_shows_whose_score_changed_by_which_test(graded, tmp_path):
    before = tmp_path / "before"
    shutil.copytree(graded, before)
    path = graded / "submission_39" / "results.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["tests"][0]["status"], data["tests"][0]["score"] = "failed", 0
    path.write_text(json.dumps(data), encoding="utf-8")
    path = graded / "submission_0" / "results.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for test in data["tests"]:
        test["extra_data"].pop("misconception", None)
    path.write_text(json.dumps(data), encoding="utf-8")
    summary = json.loads((graded / "summary.json").read_text(encoding="utf-8"))
    summary["submissions"][39]["score"] -= 2
    (graded / "summary.json").write_text(json.dumps(summary), encoding="utf-8")

    (change,) = changes(read_class(graded), read_class(before))
    assert change.name == "submission_39"
    assert change.difference == -2
    assert change.lost == ("1.1 shout: test 0 (2 points)",)
    ideas = idea_changes(read_class(graded), read_class(before))
    assert {each.recovered for each in ideas} == {("submission_0",)}
    assert "fails now" in write_report(graded, before).read_text(encoding="utf-8")
    # the other way round the student wins
    (back,) = changes(read_class(before), read_class(graded))
    assert asdict(back)["won"] == change.lost


def test_two_assignments_are_not_compared(graded, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(graded, other)
    text = (other / "summary.json").read_text(encoding="utf-8").replace("01_words", "02_other")
    (other / "summary.json").write_text(text, encoding="utf-8")
    with pytest.raises(SubmissionError, match="compare like with like"):
        write_report(graded, other)


def test_a_folder_that_is_not_graded_is_told_what_to_do(autograder, tmp_path):
    told = autograder("report", tmp_path)
    assert told.returncode == 1
    assert "grade first" in told.stderr
