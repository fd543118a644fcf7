"""The same wrong answer from several students: shown without a name, then given one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.batch.report import BLACK, write_report
from autograder.batch.run import RunRequest, grade
from autograder.build.new_idea import write_idea
from autograder.course.errors import PackageError, SubmissionError
from autograder.course.load import load_course
from autograder.judge.answers import load_overlay
from autograder.judge.ideas import UNWRITTEN, misconceptions
from autograder.prove.checks import check_ideas

# Two ways to write one mistake, which no idea of the course explains; and another mistake.
ASKS = '''
MARK = "?"  # Bamü Lori likes it better


def shout(word, times=1):
    """Bamü Lori's own."""
    if times < 0:
        raise ValueError(f"not {times}")
    return word.upper() + MARK * times  # Bamü Lori's own
'''
ASKS_SLOWLY = """
def shout(word, times=1):
    if times < 0:
        raise ValueError(f"not {times}")
    text = word.upper()
    for _ in range(times):
        text = text + "?"
    return text
"""
DOTS = ASKS.replace('"?"', '"."')


@pytest.fixture
def graded(words, tmp_path) -> Path:
    right = words.solutions()[0].read_text(encoding="utf-8")
    for name, code in {"asks": ASKS, "slow": ASKS_SLOWLY, "dots": DOTS, "right": ""}.items():
        path = tmp_path / "in" / name / "words.py"
        path.parent.mkdir(parents=True)
        path.write_text(right + code, encoding="utf-8")
    people = "id,name\nasks,Bamü Lori\nslow,Lo Né\ndots,Ri Čo\nright,Ne Lo\n"
    (tmp_path / "in" / "people.csv").write_text(people, encoding="utf-8")
    grade(tmp_path / "in", RunRequest(words, tmp_path / "out", workers=2))
    return tmp_path / "out"


def test_from_a_shared_wrong_answer_to_an_idea(graded, words, tmp_path):
    page = write_report(graded).read_text(encoding="utf-8")
    assert "Answered alike by" in page
    assert page.count("autograder idea ") == 1
    told = page.partition("autograder idea ")[2].partition("</code>")[0]
    place, function = told.split()
    assert (Path(place).name, function) == ("asks", "shout")

    # no student's results.json holds what staff's records have of it
    answers = [
        line["answers"] for line in json.loads((graded / "summary.json").read_text())["submissions"]
    ]
    for path in graded.glob("*/results.json"):
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for found in answers for word in found.values())
        assert '"case"' not in text

    # made into a section, it is told to nobody, and nothing goes out, until its text is written
    course = load_course(words.root)
    where, personal = write_idea(Path(place), function, course)
    assert personal == ""
    known = {idea.name for idea in misconceptions(words)}
    with pytest.raises(PackageError, match="has no text yet"):
        check_ideas(words)
    path = words.solution_dir / "ideas" / "shout.md"
    text = path.read_text(encoding="utf-8")
    section = text.partition("without a name")[2]
    assert "MARK = '?'" in section
    assert "Bamü" not in section
    with pytest.raises(SubmissionError, match="already"):
        write_idea(Path(place), function, course)

    # with its text it is an idea as any other, and the next grading names it
    path.write_text(text.replace(UNWRITTEN, "A mark of another kind. " * 20), encoding="utf-8")
    check_ideas(words)
    (new,) = (idea for idea in misconceptions(words) if idea.name not in known)
    assert where.endswith(new.name)
    assert load_overlay(words, new).shout("hey") == "HEY?"
    assert load_overlay(words).shout("hey") == "HEY!"
    grade(tmp_path / "in", RunRequest(words, graded, workers=2))
    data = json.loads((graded / "slow" / "results.json").read_text(encoding="utf-8"))
    assert new.name in {test["extra_data"].get("misconception") for test in data["tests"]}
    assert "Answered alike by" not in write_report(graded).read_text(encoding="utf-8")


def test_an_anonymous_page_shows_shared_answers_without_a_name(graded):
    page = write_report(graded, anonymous=True).read_text(encoding="utf-8")
    assert "Answered alike by" in page
    assert f"{BLACK} likes it better" not in page  # a remark above the function is not in it
    assert "autograder idea" not in page
    assert "Bamü" not in page


@pytest.mark.parametrize(
    ("place", "function", "sentence"),
    [
        ("nobody", "shout", "is no graded submission"),
        ("asks", "whisper", "the reference has no function whisper: it has shout"),
        ("right", "shout", "has no wrong answer of shout without a name"),
    ],
)
def test_what_cannot_become_an_idea_is_said(graded, words, place, function, sentence):
    with pytest.raises(SubmissionError, match=sentence):
        write_idea(graded / place, function, load_course(words.root))
