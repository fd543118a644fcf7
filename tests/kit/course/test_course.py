"""course.yml: read, resolved, and every mistake one sentence with file, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import Spec
from autograder.course.errors import AutograderError, CourseError
from autograder.course.load import find_course, load_course, parse_course
from autograder.course.models import schema_text
from autograder.testing.marks import limit, marks_of, parse_size

ROOT = Path(__file__).resolve().parents[3]

GOOD = """
title: A course
preload: [math]
assignments:
  - slug: 01_words
    title: Words
    submit: words.py
    points: 3
"""


def test_this_course_has_five_assignments_worth_a_hundred_points() -> None:
    assignments = load_course(ROOT).assignments
    assert [a.spec.number for a in assignments] == ["1", "2", "3", "4", "5"]
    assert sum(a.spec.points for a in assignments) == 100


def test_the_committed_schema_is_what_the_models_say() -> None:
    committed = (ROOT / "course.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), "run: autograder schema --out course.schema.json"
    first = (ROOT / "course.yml").read_text(encoding="utf-8").splitlines()[0]
    assert "course.schema.json" in first


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("    points: 3", "    pionts: 3", "01_words → points: the key is missing"),
        ("title: A course", "titel: A course", "title: the key is missing"),
        ("    points: 3", "    points: 3\n    hour: 2", "hour: the key is not known; did you mean"),
        ("    points: 3", "    points: -3", "01_words → points: "),
        ("slug: 01_words", "slug: 01 words", "01 words → slug: "),
        ("submit: words.py", "submit: words.txt", "'words.txt' is not a plain Python file name"),
        ("submit: words.py", "submit: ../words.py", "is not a plain Python file name"),
        ("points: 3", "points: 3\n    optional: [../a.py]", "'../a.py' is not a plain Python file"),
        ("points: 3", "points: 3\n    container: {cpus: 0}", "container → cpus: "),
        ("assignments:", "assignments: [", "line"),
        ("    points: 3", "    points: 3\n    limits: {memory: lots}", "'lots' is not a size"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_key(
    before: str, after: str, sentence: str
) -> None:
    with pytest.raises(CourseError) as caught:
        parse_course(GOOD.replace(before, after), "course.yml")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("course.yml")


def test_two_assignments_with_one_slug_are_refused() -> None:
    twice = GOOD + GOOD.partition("assignments:\n")[2]
    with pytest.raises(CourseError, match="two assignments have the slug '01_words': rename one"):
        parse_course(twice)


def test_a_slug_with_a_typo_is_answered_with_the_nearest() -> None:
    with pytest.raises(CourseError, match="did you mean 02_cross_correlate"):
        load_course(ROOT).assignment("02_crosscorrelate")


def test_the_course_is_found_upward_and_missed_with_advice(tmp_path: Path) -> None:
    (tmp_path / "course.yml").write_text(GOOD)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_course(deep) == tmp_path.resolve()
    with pytest.raises(CourseError, match="--course"):
        find_course(Path("/"))


def test_a_spec_survives_the_journey_through_a_zip() -> None:
    for assignment in load_course(ROOT).assignments:
        assert Spec.from_json(assignment.spec.to_json()) == assignment.spec


@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        parse_course(text)
    except AutograderError as error:
        assert str(error)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_data_under_a_known_key_is_read_or_refused_with_a_sentence(value: object) -> None:
    import yaml

    try:
        parse_course(yaml.safe_dump({"title": "x", "assignments": value}))
    except AutograderError as error:
        assert str(error)


def test_sizes_are_written_with_a_unit() -> None:
    assert parse_size("2 GB") == 2 << 30
    assert parse_size("1.5MB") == 3 << 19


def test_a_tests_own_limit_is_written_like_the_courses() -> None:
    assert marks_of(limit(memory="200MB")(lambda check: None)).memory == 200 << 20
    with pytest.raises(ValueError, match="'200 megabytes' is not a size: write it like"):
        limit(memory="200 megabytes")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://example.org/{slug}.ipynb", "is not the address of a notebook on GitHub"),
        ("https://github.com/OWNER/NAME/blob/main/notebook.ipynb", "the same for all assignments"),
    ],
)
def test_a_notebooks_address_must_lead_to_each_assignments_own(address: str, sentence: str) -> None:
    with pytest.raises(CourseError, match=f"site → notebooks: .*{sentence}.*write it like"):
        parse_course(f"{GOOD}site: {{notebooks: '{address}'}}\n")
