"""`autograder new` writes what is proved at once; bad names are refused; course.yml keeps its lines."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from autograder.build.scaffold import scaffold, with_entry
from autograder.course.errors import CourseError
from autograder.course.load import load_course
from autograder.prove.checks import check_ready
from autograder.prove.doctor import look_over

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


def test_a_new_course_fits_together_at_once(tmp_path: Path) -> None:
    assignment, files = scaffold(tmp_path, "06_attention", "attention.py")
    assert tmp_path / "course.yml" in files
    check_ready(assignment)
    found = list(look_over(load_course(tmp_path), NOW))
    assert [f for f in found if f.weight == "wrong"] == []
    assert any("still say REPLACE" in f.says for f in found)


def test_a_second_assignment_joins_the_first_and_comments_stay(tmp_path: Path) -> None:
    scaffold(tmp_path, "01_first")
    listing = tmp_path / "course.yml"
    listing.write_text(listing.read_text() + "\n# The last word.\n")
    assignment, _ = scaffold(tmp_path, "02_second_one", title="Two")
    assert assignment.spec.title == "Two"
    assert assignment.main_file == "second_one.py"
    assert "# The last word." in listing.read_text()
    assert [a.slug for a in load_course(tmp_path).assignments] == ["01_first", "02_second_one"]


@pytest.mark.parametrize("title", ["C: pointers", "07", "yes", 'Say "hi" \\ #1', "- größer 🙂"])
def test_a_title_is_text_whatever_yaml_would_make_of_it(tmp_path: Path, title: str) -> None:
    for slug in ("01_first", "02_second"):
        assert scaffold(tmp_path, slug, title=title)[0].spec.title == title


def test_the_entry_goes_behind_the_last_assignment_whatever_follows() -> None:
    text = "assignments:\n- slug: a\n  points: 1\n\n# about the title\ntitle: T\n"
    after = with_entry(text, "- slug: b\n  points: 2\n", "course.yml")
    assert after.startswith("assignments:\n- slug: a\n  points: 1\n\n- slug: b\n  points: 2\n")
    assert after.endswith("# about the title\ntitle: T\n")


@pytest.mark.parametrize(
    ("slug", "file", "sentence"),
    [
        ("06 attention", "", "`06_attention` would do"),
        ("Attention!", "", "`attention` would do"),
        ("../x", "", "small letters, digits"),
        ("06_x", "x.txt", "'x.txt' is not a plain Python file name"),
        ("06_x", "class.py", "not a plain Python file name"),
        ("06_x", "string.py", "hide Python's own module `string`"),
        ("06_x", "look.py", "meaning of its own"),
    ],
)
def test_a_bad_name_is_refused_before_anything_is_written(
    tmp_path: Path, slug: str, file: str, sentence: str
) -> None:
    with pytest.raises(CourseError) as caught:
        scaffold(tmp_path, slug, file)
    assert sentence in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    scaffold(tmp_path, "01_first")
    with pytest.raises(CourseError, match="has an assignment '01_first' already"):
        scaffold(tmp_path, "01_first")
    old = tmp_path / "solutions" / "02_x" / "x.py"
    old.parent.mkdir()
    old.write_text("mine")
    with pytest.raises(CourseError, match=r"x\.py is there already"):
        scaffold(tmp_path, "02_x")
    assert old.read_text() == "mine"
    assert "02_x" not in (tmp_path / "course.yml").read_text()
