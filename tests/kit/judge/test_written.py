"""Written answers travel beside the code into results.json, and nothing in them costs anything."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from autograder.course import Assignment
from autograder.judge.results import GradingResult, by_question, to_json, with_answers
from autograder.judge.submission import LARGEST_ANSWERS, Submission, read_submission

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"
TEMPLATE = (WORDS / "starter" / "01_words" / "answers.md").read_bytes()
QUESTION = "Question 1. Windows"


def handed_in(folder: Path, words: Assignment, answers: bytes | None, name="answers.md"):
    """A submission of the reference, with written answers or without."""
    folder.mkdir(parents=True)
    (folder / "words.py").write_bytes(words.solutions()[0].read_bytes())
    if answers is not None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(answers)
    return read_submission(folder, words.spec)


def extra_data(submission: Submission) -> dict:
    result = with_answers(GradingResult((), 1, extra={"device": "cpu"}), submission.answers)
    found: dict = json.loads(to_json(result))["extra_data"]
    return found


def test_an_answer_stands_under_the_heading_of_its_question(words, tmp_path) -> None:
    found = handed_in(tmp_path / "in", words, TEMPLATE + b"\nn - w + 1: both ends count.\n")
    assert extra_data(found)["answers"] == {QUESTION: "n - w + 1: both ends count."}
    assert set(found.files) == {"words.py"}
    assert found.notes == ()


def test_a_template_with_nothing_below_its_headings_is_no_answer(words, tmp_path) -> None:
    found = handed_in(tmp_path / "in", words, TEMPLATE)
    assert found == handed_in(tmp_path / "without", words, None)
    assert extra_data(found) == {"device": "cpu"}


def test_answers_in_another_folder_or_case_are_found(words, tmp_path) -> None:
    found = handed_in(tmp_path / "in", words, b"Both ends count.", "01_words/Answers.MD")
    assert extra_data(found)["answers"] == "Both ends count."


def test_answers_come_along_where_the_code_is_missing(words, tmp_path) -> None:
    (tmp_path / "answers.md").write_bytes(TEMPLATE + b"Both ends count.\n")
    found = read_submission(tmp_path, words.spec)
    assert "upload words.py" in found.problem
    assert extra_data(found)["answers"] == {QUESTION: "Both ends count."}


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("", ""),
        ("# Title\n\n<!-- how -->\n", ""),
        ("no headings at all", "no headings at all"),
        ("# T\n\nabove\n\n## A\n\n## B\nb\n", {"": "above", "B": "b"}),
        ("## A\none\n## A\ntwo\n", {"A": "one\n\ntwo"}),
        ("## A\n### Finer\nkept\n", {"A": "### Finer\nkept"}),
    ],
)
def test_nothing_that_was_written_is_lost(text, answers) -> None:
    assert by_question(text) == answers


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


HOSTILE = {
    "a gigabyte": (huge, "answers.md has more than 100 KB"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 9), "not UTF-8 text"),
    "a link": (lambda path: path.symlink_to("/etc/passwd"), "is a link, which is not followed"),
    "a pipe": (os.mkfifo, "is not a plain file"),
    "a folder": (Path.mkdir, ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_text_is_left_out_with_a_sentence(name, words, tmp_path) -> None:
    make, sentence = HOSTILE[name]
    honest = handed_in(tmp_path / "honest", words, None)
    handed_in(tmp_path / "in", words, None)
    make(tmp_path / "in" / "answers.md")
    found = read_submission(tmp_path / "in", words.spec)
    assert sentence in "".join(found.notes)
    assert (found.files, found.problem, found.answers) == (honest.files, "", "")


def test_a_terminal_and_a_page_are_safe_from_what_was_written(words, tmp_path) -> None:
    text = TEMPLATE + "\x1b]0;mine\x07\x1b[31mred \u202eback\0 <script>\n## \x1b[2J\nx".encode()
    written = json.dumps(extra_data(handed_in(tmp_path / "in", words, text)), ensure_ascii=False)
    assert "red ?back? <script>" in written
    assert not any(mark in written for mark in ("\\u001b", "\\u0000", "\u202e"))


@pytest.mark.parametrize("piece", ["<!--", "## \n", "## a\nb\n", "## x" + " " * 9_000 + "y\n", "#"])
def test_text_made_to_be_slow_takes_a_moment(piece: str, words, tmp_path) -> None:
    data = (piece * LARGEST_ANSWERS)[:LARGEST_ANSWERS].encode()
    start = time.process_time()
    extra_data(handed_in(tmp_path / "in", words, data))
    # Seconds, where every character looked at all the others it would be minutes.
    assert time.process_time() - start < 20


def test_the_score_and_every_test_are_the_same_with_hostile_answers(grade, words, tmp_path) -> None:
    places = [tmp_path / "without", tmp_path / "with"]
    handed_in(places[0], words, None)
    handed_in(places[1], words, b"## \xff\x1b[31m" * 99)
    without, hostile = grade(*places)
    assert hostile.score == without.score == 12
    assert "answers.md, line 1: this is not UTF-8 text" in hostile.output
    assert [t.to_gradescope() for t in hostile.tests] == [t.to_gradescope() for t in without.tests]
