"""What a student reads after `pytest` and `python check.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.kit.student.conftest import Folder, Golden


WRONG = """\
import numpy as np


def shout(word, times=1):
    print("shouting", word)
    return word.upper() + "!" * times + "?"


def count_letters(text):
    counts = {}
    for letter in text:
        counts[letter] += 1
    return counts


def moving_average(values, width):
    return np.convolve(values, np.ones(width) / width, "valid")
"""


def test_a_fresh_folder(folder: Folder, golden: Golden) -> None:
    """Given a starter, nothing has failed yet, and the next step is on the screen."""
    text, code = folder.pytest()
    golden("fresh", text)
    assert code == 1


def test_a_finished_folder(folder: Folder, solution: str, golden: Golden) -> None:
    folder.write(solution)
    text, code = folder.pytest()
    golden("finished", text)
    assert code == 0


def test_wrong_answers(folder: Folder, golden: Golden) -> None:
    folder.write(WRONG)
    text, code = folder.pytest()
    golden("wrong", text)
    assert code == 1


def test_check_says_the_same_and_names_itself(folder: Folder) -> None:
    folder.write(WRONG)
    by_pytest, _ = folder.pytest()
    by_check, code = folder.type("check.py")
    assert by_check == by_pytest.replace("pytest -k", "python check.py")
    assert code == 1


def test_check_works_from_anywhere(folder: Folder) -> None:
    text, _ = folder.type("01_words/check.py", "shout", cwd=folder.path.parent)
    assert "0 of 1 chosen public tests pass; 0 of 11 points; hidden tests try more." in text


@pytest.mark.parametrize("way", ["-k", "-m"])
def test_one_problem_is_chosen_by_its_name(folder: Folder, solution: str, way: str) -> None:
    folder.write(solution)
    text, code = folder.pytest(way, "count_letters")
    assert "2. count_letters" in text
    assert "shout" not in text
    assert "1 of 1 chosen public tests pass; 1 of 11 points; hidden tests try more." in text
    assert code == 0


def test_a_name_that_is_part_of_another_means_itself_only(folder: Folder) -> None:
    tests = folder.path / "test_words.py"
    more = "\n\n@points(1)\ndef test_shout_back__once(check):\n    'once'\n    check.shout('a')\n"
    tests.write_text(tests.read_text("utf-8") + more, encoding="utf-8")
    text, _ = folder.pytest("-k", "shout")
    assert "0 of 1 chosen public tests pass" in text


def test_a_misspelt_problem_is_guessed(folder: Folder) -> None:
    text, code = folder.pytest("-k", "count_leters")
    assert "no problem is called count_leters. Did you mean:\n    pytest -k count_letters" in text
    assert code == 1


def test_nothing_is_wider_than_a_terminal(folder: Folder) -> None:
    for source in ("", WRONG):
        folder.write(source)
        text, _ = folder.pytest()
        assert max(map(len, text.splitlines())) < 80


def test_pytests_own_output_is_one_word_away(folder: Folder) -> None:
    text, _ = folder.pytest("--plain")
    assert "short test summary info" in text or "FAILURES" in text


def test_editors_can_collect(folder: Folder) -> None:
    text, code = folder.pytest("--collect-only", "-q")
    assert "test_words.py::test_shout__once_and_often" in text
    assert code == 0


def test_a_test_waits_for_the_problem_that_it_needs(folder: Folder) -> None:
    tests = folder.path / "test_words.py"
    more = (
        "\n\nfrom autograder.testing import needs\n\n@points(1)\n@needs('shout')\n"
        "def test_opera__loud(check):\n    'loud'\n    check.shout('a', expect='A!')\n"
    )
    tests.write_text(tests.read_text("utf-8") + more, encoding="utf-8")
    text, _ = folder.pytest()
    assert "----  loud (1)\n         can't check this until `shout` works" in text


def test_what_a_test_forbids_is_forbidden_while_the_file_is_loaded(
    folder: Folder, solution: str
) -> None:
    """As in the grader, and for that test alone."""
    folder.write(solution + "\nCHECKED = np.convolve([1.0], [2.0])\n")
    text, _ = folder.pytest()
    line = 1 + solution.count("\n") + 1
    assert f"`moving_average` used numpy.convolve at line {line}: here you write this" in text
    assert "2 of 3 public tests pass" in text
