"""`autograder doctor --fix` writes the sums of points into course.yml, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.build.scaffold import with_number
from autograder.course.load import load_course
from autograder.prove.checks import fix_points

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"


def test_a_wrong_sum_is_put_right_and_every_other_character_stays(tmp_path: Path) -> None:
    course = Path(shutil.copytree(WORDS, tmp_path / "course"))
    listing = course / "course.yml"
    right = listing.read_text(encoding="utf-8")
    listing.write_text(right.replace("points: 11", "points: 12"), encoding="utf-8")
    said = fix_points(load_course(course).assignment("01_words"))
    assert said == ["course.yml: 01_words: `points: 11` in place of 12"]
    assert listing.read_text(encoding="utf-8") == right
    assert fix_points(load_course(course).assignment("01_words")) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "assignments:\n  - slug: a\n    points: 3 # a few\n    hours: 1\n",
            "assignments:\n  - slug: a\n    points: 3 # a few\n    extra_points: 2\n    hours: 1\n",
        ),
        (
            "assignments: [{slug: a, points: 3}]\n",
            "assignments: [{slug: a, points: 3, extra_points: 2}]\n",
        ),
        (
            "assignments:\n- slug: b\n  extra_points: 9\n- {slug: a, extra_points: 7, points: 3}\n",
            "assignments:\n- slug: b\n  extra_points: 9\n- {slug: a, extra_points: 2, points: 3}\n",
        ),
    ],
)
def test_a_number_finds_its_place_however_the_entry_is_written(text: str, after: str) -> None:
    assert with_number(text, "a", "extra_points", 2) == after
