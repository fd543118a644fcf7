"""Questions on one's own code: for an honest class, and for one that hangs, ends itself and lies."""

from __future__ import annotations

import base64
import random
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.batch.graded import read_class
from autograder.batch.run import RunRequest, grade
from autograder.batch.viva import OWN, Viva, ask_class, write_viva
from autograder.batch.viva_calls import (
    Candidate,
    Reply,
    distractors,
    fits,
    key_of,
    nearly,
    parts,
)
from autograder.course.load import load_course
from autograder.testing.outcome import Call

HERE = Path(__file__).resolve().parent
SOLUTION = HERE.parent / "courses/words/solutions/01_words/words.py"
LATER = {  # defined again at the end of the reference: the last definition counts
    "right": "",
    "capitals": """
def count_letters(text):
    return {letter: text.count(letter) for letter in text if letter.isalpha()}
""",
    "hangs": """
def shout(word, times=1):
    while True:
        pass
""",
    "ends": """
def moving_average(values, width):
    import os
    os._exit(0)
""",
    # Right on everything that a test asks, which is all that it knows of.
    "lies": """
_honest = shout

def shout(word, times=1):
    import os
    if word == "hey" and times not in (1, 3):
        return os.urandom(8).hex()
    return _honest(word, times)
""",
    "broken": "import no_such_library\n",
    "half": """
def moving_average(values, width):
    raise NotImplementedError("Not written yet: write it")
""",
}


@pytest.fixture(scope="module")
def viva(tmp_path_factory):
    """A graded class of seven, asked with seed 0."""
    root = tmp_path_factory.mktemp("viva")
    shutil.copytree(
        SOLUTION.parents[2], root / "course", ignore=shutil.ignore_patterns("__pycache__")
    )
    facts = root / "course" / "course.yml"
    facts.write_text(facts.read_text().replace("seconds: 3,", "seconds: 2,"))
    assignment = load_course(root / "course").assignment("01_words")
    reference = SOLUTION.read_text(encoding="utf-8")
    for name, code in LATER.items():
        place = root / "class" / name / "words.py"
        place.parent.mkdir(parents=True)
        place.write_text(f"{reference}\n# made by {name}\n{code}", encoding="utf-8")
    grade(root / "class", RunRequest(assignment, root / "graded"))
    sheets = ask_class(read_class(root / "graded"), assignment, Viva())
    return assignment, root / "graded", {sheet.name: sheet for sheet in sheets}


def questions(viva, name):
    return {question.function: question for question in viva[2][name].questions}


def shown(text):
    """The keys of a page, in its order."""
    return re.findall(r"<td><strong>([^<]+)</strong>", text)


def test_the_key_is_what_the_students_own_code_returns(viva):
    for name in ("right", "capitals", "half"):
        space: dict = {}
        source = SOLUTION.read_text(encoding="utf-8") + LATER[name]
        exec(source, space)
        asked = questions(viva, name)
        assert asked
        for function, question in asked.items():
            call = question.candidate.call
            own = space[function](*call.args, **dict(call.kwargs))
            chosen = {letter: (answer.key, source) for letter, answer, source in question.choices}
            assert chosen[question.key[0]] == (key_of(own), OWN)
            assert len({key for key, _ in chosen.values()}) == 4


def test_what_fails_is_asked_about_with_what_it_should_give(viva):
    assert viva[2]["right"].notes == ()
    assert not any(question.failing for question in viva[2]["right"].questions)
    question = questions(viva, "capitals")["count_letters"]
    assert question.failing == "a name with a capital"
    own, due = re.fullmatch(r"(\w); it should be (\w)", question.key).groups()
    answers = {letter: answer.value for letter, answer, _ in question.choices}
    assert answers[own] == {"A": 1, "n": 2, "a": 1}
    assert answers[due] == {"a": 2, "n": 2}
    assert "capital letter" not in question.remark
    assert question.remark == "As by the wrong idea “Capitals are counted apart”."


def test_code_that_hangs_ends_itself_lies_or_is_not_there_gets_a_sentence(viva):
    hangs = questions(viva, "hangs")["shout"]
    ends = questions(viva, "ends")["moving_average"]
    for question, words in ((hangs, "it does not come to an end"), (ends, "it ends the program")):
        ((letter, own),) = [(mark, each) for mark, each, from_ in question.choices if from_ == OWN]
        assert own.instead == f"no value: {words}"
        assert letter == question.key[0]
    assert "shout" not in questions(viva, "lies")
    assert "shout: asked twice, it gave two answers, so it is left out." in viva[2]["lies"].notes
    assert viva[2]["broken"].notes == ("No questions: cannot be imported.",)
    assert "moving_average" not in questions(viva, "half")
    assert viva[2]["half"].notes == ("No more than 2 of 3 questions could be made.",)


def test_the_same_seed_gives_the_same_page_another_one_others_and_none_of_it_is_hidden(viva):
    assignment, folder, _ = viva
    text = write_viva(folder, assignment, Viva()).read_text(encoding="utf-8")
    first = [[question.key for question in sheet.questions] for sheet in viva[2].values()]
    assert shown(text) == [key for keys in first for key in keys]
    others = ask_class(read_class(folder), assignment, Viva(seed=1))
    assert [[question.key for question in sheet.questions] for sheet in others] != first
    assert "größe" not in text  # an input of a hidden test
    articles = re.findall(r"<article.*?</article>", text, re.S)
    assert len(articles) == 6
    for name, article in zip([name for name in sorted(LATER) if name != "broken"], articles):
        assert f"Key: {name}" in article
        others = [other for other in LATER if other != name]
        assert not any(f"made by {other}" in article for other in others)
        assert not any(f">{other}" in article for other in others)


@pytest.mark.parametrize("width", [390, 900, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_keeps_nobody_out(viva, chromium, width, dark):
    chromium.be(width, dark)
    chromium.open(viva[1] / "viva.html")
    assert chromium.violations() == []
    assert chromium.run("document.documentElement.scrollWidth") <= width


def test_on_paper_each_sheet_begins_on_a_front_and_its_key_is_on_the_back(viva, chromium):
    chromium.be(900)
    chromium.open(viva[1] / "viva.html")
    printed = base64.b64decode(chromium.ask("Page.printToPDF")["data"])
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    assert pages == 2 + 6 * 2  # the class and its empty back, then front and back of each


def test_choices_are_the_right_answer_wrong_ideas_and_nearly_all_different():
    grid = np.array([[1.0, 2.0], [3.0, 4.0]])
    right = Reply(key_of(grid), grid)
    twin = Reply(key_of([[1, 2], [3, 4]]), [[1, 2], [3, 4]])
    candidate = Candidate(Call("f"), right, {"a list": twin})
    others = distractors(candidate, right, random.Random(0))
    assert len({right.key, *(answer.key for _, answer in others)}) == 4
    assert "a list" not in [title for title, _ in others]  # reads the same as the key
    own = Reply(key_of(5), 5)
    assert ("the right answer", right) in distractors(candidate, own, random.Random(0))


def test_values_read_the_same_or_not_and_are_small_or_not():
    assert key_of(np.array([3.0, 4.0])) == key_of((3, 4))
    assert key_of(0.123449) == key_of(0.1234)
    assert key_of(150_528_000) != key_of(150_528_001)
    assert key_of(np.zeros((1, 3))) != key_of(np.zeros(3))
    assert not fits(np.zeros(50))
    assert not fits(["x" * 100])
    assert not fits(10**40)
    assert not fits(np.zeros(2, dtype=complex))
    assert not fits([[0] * 39] * 39)
    labels = [label for label, _ in parts((np.zeros((2, 2, 2)), 5), "x")]
    assert labels == ["x[0][0]", "x[0][1]", "x[1]"]
    misses = {key_of(nearly({"a": 2, "b": True}, random.Random(n))) for n in range(20)}
    assert misses == {"{'a':1,'b':True}", "{'a':3,'b':True}", "{'a':2,'b':False}"}
