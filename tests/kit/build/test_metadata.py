"""submission_metadata.json in all its shapes: something is learned, nothing breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.gradescope import metadata_lines

LATE = {
    "id": 5,
    "created_at": "2027-03-02T10:00:00.123456-08:00",
    "assignment": {"due_date": "2027-03-02T09:00:00.000000-08:00", "total_points": "20.0"},
    "users": [{"id": 1, "name": "A"}],
    "previous_submissions": [{"score": "1.0"}, {"score": "2.0"}],
}


def lines_of(folder: Path, text: str) -> list[str]:
    path = folder / "submission_metadata.json"
    path.write_text(text, encoding="utf-8")
    return metadata_lines(path)


def test_a_late_submission_and_its_forerunners_are_told(tmp_path: Path) -> None:
    assert lines_of(tmp_path, json.dumps(LATE)) == [
        "handed in 1 h 0 min after the due date; no points were taken off",
        "2 earlier submissions",
    ]


def test_an_extension_counts(tmp_path: Path) -> None:
    extended = {**LATE, "users": [{"assignment": {"due_date": "2027-03-09T09:00:00-08:00"}}]}
    assert lines_of(tmp_path, json.dumps(extended)) == ["2 earlier submissions"]


def test_no_file_is_no_trouble(tmp_path: Path) -> None:
    assert metadata_lines(tmp_path / "none.json") == []


def test_a_folder_or_a_huge_file_in_its_place_is_told(tmp_path: Path) -> None:
    assert "not a plain file" in metadata_lines(tmp_path)[0]
    assert "very large" in lines_of(tmp_path, " " * (5 << 20))[0]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", "[" * 100_000, '{"users": 3}'])
def test_nonsense_does_no_harm(tmp_path: Path, text: str) -> None:
    lines_of(tmp_path, text)


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.just("2027-03-02T10:00:00"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(st.fixed_dictionaries(dict.fromkeys(LATE, anything)))
def test_any_values_do_no_harm(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    lines_of(folder, json.dumps(data))
