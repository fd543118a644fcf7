"""Pairs that are alike are found, and what everyone was given is not held against anyone."""

from __future__ import annotations

import pytest

from autograder.batch.similar import LONGEST, compare, groups_of

STARTER = '''
def shout(word, times=1):
    """The word in capitals."""
    raise NotImplementedError("shout is not written yet")


def helper_that_everyone_is_given(values, width):
    total = 0
    for index in range(len(values)):
        for offset in range(width):
            total += values[(index + offset) % len(values)] * (offset + 1)
    return total / (len(values) * width)
'''

OWN = """
def shout(word, times=1):
    letters = []
    for position, letter in enumerate(word):
        code = ord(letter)
        if 97 <= code <= 122 and position >= 0:
            letters.append(chr(code - 32))
        else:
            letters.append(letter)
    marks = ""
    while len(marks) < times:
        marks = marks + "!"
    return "".join(letters) + marks
"""

OTHER = """
def shout(word, times=1):
    if not isinstance(word, str):
        raise TypeError(f"a word is expected, not {type(word).__name__}")
    pieces = [word.upper(), *("!" for _ in range(times))]
    return str.join("", pieces)
"""

COPY = OWN.replace("letters", "chars").replace("marks", "tail").replace("    ", "  ") + "# mine\n"


def test_a_copy_with_other_names_is_found():
    (pair,) = compare({"ada": OWN, "bo": COPY, "chen": OTHER}, STARTER, 0.6)
    assert {pair.one, pair.two} == {"ada", "bo"}
    assert pair.share > 0.9
    assert "".join(text for text, _ in pair.left) == OWN
    assert any(same and "chr(code - 32)" in text for text, same in pair.left)


def test_a_copy_that_went_round_is_one_group():
    codes = {"ada": OWN, "bo": COPY, "chen": OTHER, "dina": OWN + "\n# again\n"}
    assert groups_of(compare(codes, STARTER, 0.6)) == [["ada", "bo", "dina"]]


def test_earlier_years_are_held_against_this_one_and_not_against_each_other():
    codes = {"ada": OTHER, "bo": COPY, "2029: chen": OWN, "2029: dina": OWN + "\n# again\n"}
    pairs = compare(codes, STARTER, 0.6, {"ada", "bo"})
    assert {frozenset((pair.one, pair.two)) for pair in pairs} == {
        frozenset(("bo", "2029: chen")),
        frozenset(("bo", "2029: dina")),
    }


def test_the_starters_code_does_not_count():
    codes = {"ada": STARTER, "bo": STARTER, "chen": STARTER + OTHER, "dina": STARTER + OWN}
    assert compare(codes, STARTER, 0.3) == []


@pytest.mark.parametrize("code", ["", "def f(:\n", "x = 1\n", "'''" * 50])
def test_code_that_is_none_is_survived(code):
    assert compare({"ada": code, "bo": OWN}, STARTER, 0.3) == []


def test_the_command_shows_pairs_side_by_side(autograder, words, tmp_path):
    for name, text in {"ada": OWN, "<b>bo</b>": COPY, "chen": OTHER}.items():
        place = tmp_path / "in" / name.replace("/", "_") / "words.py"
        place.parent.mkdir(parents=True)
        place.write_text(text + "# <script>alert(1)</script>\n", encoding="utf-8")
    old = tmp_path / "last year" / "emil" / "words.py"
    old.parent.mkdir(parents=True)
    old.write_text(OTHER, encoding="utf-8")
    told = autograder(
        "similar", "in", "-a", "01_words", "--out", "out", "--also", tmp_path / "last year"
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("2 pairs at or above 60%")
    page = (tmp_path / "out" / "similar.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;bo" in page
    assert "<script" not in page
    assert page.count("<mark>") >= 4
    assert "last year: emil" in page


def test_a_file_that_would_take_minutes_is_named_and_left_out(autograder, words, tmp_path):
    long = OWN + "(" * LONGEST
    for name, text in {"ada": OWN, "bo": COPY, "chen": long}.items():
        place = tmp_path / "in" / name / "words.py"
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8")
    told = autograder("similar", tmp_path / "in", "-a", "01_words", "--out", tmp_path / "out")
    assert told.returncode == 0, told.stderr
    assert "note: chen was not compared" in told.stdout
    page = (tmp_path / "out" / "similar.html").read_text(encoding="utf-8")
    assert "chen was not compared" in page
    assert "2 submissions were compared" in page
