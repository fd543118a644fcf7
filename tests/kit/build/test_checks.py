"""What is refused before anything is built, and the sentence that says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.errors import AutograderError
from autograder.course.load import load_course
from autograder.prove.checks import check_ready

HIDDEN = "tests/hidden/01_words/test_words.py"
PUBLIC = "tests/public/01_words/test_words.py"
IDEAS = "solutions/01_words/ideas/shout.md"


def spoil(course: Path, file: str, old: str, new: str) -> None:
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(course: Path) -> str:
    with pytest.raises(AutograderError) as caught:
        check_ready(load_course(course).assignment("01_words"))
    return str(caught.value)


def test_a_course_that_fits_together_passes(words_course: Path) -> None:
    check_ready(load_course(words_course).assignment("01_words"))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "course.yml",
            "points: 11",
            "points: 12",
            "`points: 12`, but .* add up to 11: .*points: 11",
        ),
        ("course.yml", "extra_points: 1", "extra_points: 2", "extra-credit tests .* add up to 1"),
        (HIDDEN, "@points(2)\n", "", "line .*: test_moving_average__any_width has no points"),
        (PUBLIC, "test_shout__", "test_cry__", "`shout` has no public test: .*test_shout__"),
        (HIDDEN, "test_count_letters__", "check_", "add up to 10"),
        ("starter/01_words/words.py", "YOUR CODE", "MY CODE", "drifted .*autograder release 01_wo"),
        (HIDDEN, "import numpy as np", "import numpy as", "test_words.py, line 3: "),
        (
            IDEAS,
            "\n\n```",
            " word" * 70 + "\n\n```",
            "line 1: no_default_mark: .* 185 in number: .*60 to 180",
        ),
        (HIDDEN, 'needs("shout")', 'needs("test_shout__no")', "no test is called test_shout__no"),
        (HIDDEN, 'needs("shout")', 'needs("moving_average")', "is not before .*: put the function"),
        (HIDDEN, 'needs("shout")', 'builds_on("shot")', "these are: shout, count_letters"),
    ],
)
def test_what_does_not_fit_is_one_sentence_with_its_remedy(
    words_course: Path, file: str, old: str, new: str, expected: str
) -> None:
    import re

    spoil(words_course, file, old, new)
    said = refusal(words_course)
    assert "\n" not in said
    assert re.search(expected, said), said


def test_parametrised_tests_are_counted_one_by_one(words_course: Path) -> None:
    spoil(
        words_course,
        PUBLIC,
        '@points(1)\n@hint("Is a capital A another letter than a small one?")\n'
        "def test_count_letters__a_name(check):",
        '@pytest.mark.parametrize("times", [1, 2, 3])\n@points(1)\n'
        '@hint("Is a capital A another letter than a small one?")\n'
        "def test_count_letters__a_name(check, times):",
    )
    spoil(words_course, PUBLIC, "import numpy as np\n", "import numpy as np\nimport pytest\n")
    from multiprocessing import get_context

    with get_context("spawn").Pool(1) as pool:
        assert "add up to 13" in pool.apply(refusal, (words_course,))
