"""One mistake costs once: a test that builds on a wrong function is asked with a right one."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from autograder.course import Assignment
from autograder.course.load import load_course

# A function on top of another one, in the small course.
LEANS = '''

def call_out(words: list[str]) -> list[str]:
    """Every word as `shout` has it."""
    return [shout(word, times=2) for word in words]


def is_loud(word: str) -> bool:
    """Whether it is shouted already."""
    return shout(word, 0) == word
'''
IMPORT = "\n\nfrom autograder.testing import builds_on\n"
PUBLIC = '''

@points(1)
@builds_on("shout")
def test_call_out__one_word(check):
    """one word"""
    check.call_out(["hey"], expect=["HEY!!"])
'''
HIDDEN = '''

@points(1)
@builds_on("shout")
def test_call_out__several(check, rng):
    """several words"""
    check.call_out([rng.letters(12), rng.letters(9)])


def shouted(module, words):
    return module.call_out(words)


@points(1)
@builds_on("shout")
def test_call_out__beside_the_code(check, rng):
    """in a probe"""
    check.probe(shouted, [rng.letters(9), rng.letters(11)])


@points(1)
@builds_on("shout")
def test_is_loud__two_words(check):
    """yes and no: bits that a second try could guess"""
    check.is_loud("HEY")
    check.is_loud("hey")


@points(1)
@needs("test_call_out__several")
def test_last__waits_for_a_test(student):
    """what waits for a single test"""
    assert student.call_out([]) == []
'''
# Wrong for every word.
WRONG = "\n\ndef shout(word, times=1):\n    return word.lower()\n"
# Each behind the reference of the enlarged course.
SUBMISSIONS = {
    "right": "",
    "wrong below": WRONG,
    "wrong in both": WRONG + "\n\ndef call_out(words):\n    return [shout(w, 3) for w in words]\n",
    "wrong above": "\n\ndef call_out(words):\n    return [shout(w) for w in words]\n",
    "a stub below": """

def shout(word, times=1):
    raise NotImplementedError("Not written yet: write `shout`")
""",
    "a second guess": WRONG
    + """
def call_out(words):
    own = getattr(shout, "__module__", "") == __name__
    return [] if own else [word.upper() + "!!" for word in words]
""",
    "keeps right answers": """
import glob
PLACES = ["/dev/shm", "/tmp", "/var/tmp", "."]
def shout(word, times=1):
    for place in PLACES:
        for path in glob.glob(place + "/kept-*"):
            return open(path).read()
    return word.lower()
def call_out(words):
    said = [shout(word, times=2) for word in words]
    for place in PLACES:
        try: open(place + "/kept-shout", "w").write(shout("größe", 2))
        except OSError: pass
    return said
""",
}


@pytest.fixture(scope="module")
def graded(
    tmp_path_factory: pytest.TempPathFactory, words: Assignment, grade_for: Any
) -> dict[str, dict[str, Any]]:
    """By submission, and by test: what came of each."""
    course = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(words.root, course)
    solution = course / "solutions/01_words/words.py"
    solution.write_text(solution.read_text() + LEANS)
    for kind, more in (("public", PUBLIC), ("hidden", HIDDEN)):
        tests = course / f"tests/{kind}/01_words/test_words.py"
        tests.write_text(tests.read_text() + IMPORT + more)
    texts = [solution.read_text() + text for text in SUBMISSIONS.values()]
    results = grade_for(load_course(course).assignment("01_words"), *texts)
    by_test = [{t.test.partition("::")[2]: t for t in result.tests} for result in results]
    return dict(zip(SUBMISSIONS, by_test))


def test_a_wrong_function_costs_its_own_points_only(graded) -> None:
    right, wrong = graded["right"], graded["wrong below"]
    assert all(test.status == "passed" and not test.carried_forward for test in right.values())
    lost = {test.problem for test in wrong.values() if test.status != "passed"}
    assert lost == {"shout", "moving_average"}  # the latter has @needs("shout")
    for name in ("one_word", "several", "beside_the_code"):
        test = wrong[f"test_call_out__{name}"]
        assert test.carried_forward == ("shout",)
        assert test.output.startswith("right, once `shout` is")
        assert test.to_gradescope()["extra_data"]["carried_forward"] == ["shout"]


def test_what_waits_for_a_test_is_asked_once_that_is_carried_forward(graded) -> None:
    assert graded["wrong below"]["test_last__waits_for_a_test"].status == "passed"
    assert graded["wrong above"]["test_last__waits_for_a_test"].kind == "blocked"


def test_a_function_that_is_wrong_itself_stays_wrong_and_shows_its_own_answers(graded) -> None:
    assert graded["wrong in both"]["test_call_out__several"].status == "failed"
    shown = graded["wrong in both"]["test_call_out__one_word"].output
    assert "hey" in shown
    assert "HEY!!!" not in shown


def test_whoever_does_not_call_the_wrong_function_gains_nothing(graded) -> None:
    """Being asked again is no second try: without a call back nothing was carried forward."""
    one = graded["a second guess"]
    assert one["test_call_out__several"].status == "failed"
    assert one["test_call_out__one_word"].status == "failed"


def test_few_bits_are_asked_for_once_with_the_right_function(graded) -> None:
    assert graded["wrong below"]["test_is_loud__two_words"].carried_forward == ("shout",)


def test_a_right_function_is_never_stood_in_for(graded) -> None:
    one = graded["wrong above"]
    assert one["test_call_out__several"].status == "failed"
    assert one["test_shout__any_word"].status == "passed"


def test_a_stub_below_costs_its_own_points_only(graded) -> None:
    one = graded["a stub below"]
    assert one["test_call_out__several"].carried_forward == ("shout",)
    assert one["test_shout__any_word"].status == "failed"


def test_nothing_of_what_stood_in_is_left_for_the_function_itself(graded) -> None:
    one = graded["keeps right answers"]
    assert one["test_call_out__one_word"].status == "passed"
    assert all(t.status == "failed" for t in one.values() if t.problem == "shout")
