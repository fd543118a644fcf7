"""At the desk a wrong answer is told what it looks like, and no function is blamed for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.student.screen import PublicTest, Results, advice, failure, now_page
from autograder.testing.digests import Diagnoses
from autograder.testing.feedback import Paint

if TYPE_CHECKING:
    from tests.kit.student.conftest import Folder

TITLE = "It looks like this: The last window is left out."


def short_of_a_window(solution: str) -> str:
    """The idea, written by somebody else."""
    head, _, _ = solution.partition("    if not 1 <= width")
    return head + (
        "    starts = range(values.size - width)\n"
        "    return np.array([sum(values[s : s + width]) / width for s in starts])\n"
    )


def test_an_answer_that_is_a_known_ideas_is_explained(folder: Folder, solution: str) -> None:
    folder.write(short_of_a_window(solution))
    for text in (folder.pytest()[0], folder.type("check.py", "moving_average")[0]):
        said = text.partition(TITLE)[2]
        assert said.startswith("\n\nThere is one window more than you may think.")
        assert "hint: How many windows" not in text


def let_moving_average_build_on_shout(folder: Folder) -> None:
    tests = folder.path / "test_words.py"
    text = tests.read_text("utf-8").replace("forbid, hint", "builds_on, forbid, hint")
    mark = '@builds_on("shout")\ndef test_moving_average'
    tests.write_text(text.replace("def test_moving_average", mark), encoding="utf-8")


def test_what_is_printed_while_another_function_is_looked_at_stays_unseen(
    folder: Folder, solution: str
) -> None:
    let_moving_average_build_on_shout(folder)
    folder.write(short_of_a_window(solution).replace("word.upper()", "print('hush') or word"))
    text, _ = folder.type("check.py", "moving_average")
    assert "mend `shout` first" in text
    assert "hush" not in text


def test_a_function_is_not_blamed_for_one_that_it_may_call(folder: Folder, solution: str) -> None:
    let_moving_average_build_on_shout(folder)
    wrong = short_of_a_window(solution)
    folder.write(wrong.replace("word.upper()", "word"))
    first = "`shout` is not right yet, and `moving_average` may call it: mend `shout` first."
    for text in (folder.pytest()[0], folder.type("check.py", "moving_average")[0]):
        assert first in text
        assert TITLE not in text
    folder.write(wrong)
    assert TITLE in folder.type("check.py", "moving_average")[0]


KNOWN = Diagnoses(
    [("A", "a"), ("B", "b"), ("C", "c"), ("D", "d")],
    {"one": {"0x": [0, 1], "0y": [2]}, "two": {"0z": [1]}, "three": {"0w": [0, 1, 2]}},
)


def test_an_idea_explains_every_test_of_its_function_or_none() -> None:
    a, b = frozenset({0}), frozenset({1})
    assert KNOWN.fitting({"one": a | b, "two": None}) == [("A", "a")]
    assert KNOWN.fitting({"one": a | b, "two": b}) == [("B", "b")]
    assert KNOWN.fitting({"one": a | b, "two": frozenset()}) == []
    assert KNOWN.fitting({"one": None, "two": None}) == []


def test_what_more_than_two_share_is_no_name() -> None:
    assert KNOWN.fitting({"three": frozenset({0, 1, 2})}) == []
    assert len(KNOWN.fitting({"three": frozenset({0, 1})})) == 2


FAILED = PublicTest(
    "f",
    "a test",
    "failed",
    hint="Look.",
    text="wrong",
    diagnosis="It looks like this: A.\n\nWhy\nso.",
)


def test_a_diagnosis_stands_where_the_hint_would() -> None:
    assert advice(FAILED) == ["", "It looks like this: A.", "", "Why so."]
    assert "hint: Look." not in failure(Results(tests=(FAILED,)), FAILED, Paint(False))


def test_the_watch_page_has_its_first_line_and_the_rest_when_asked() -> None:
    results = Results(tests=(FAILED,), problems=("f",))
    page = now_page(results, Paint(False), hint=False, height=40)
    assert page[-1] == "It looks like this: A."
    assert now_page(results, Paint(False), hint=True, height=40)[-1] == "Why so."
