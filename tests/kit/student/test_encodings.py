"""Files with a coding line: the desk and the grader read them as Python does, or refuse them alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.judge.submission import read_submission
from autograder.student.loading import CannotLoad, Facts, load

COURSE = Path(__file__).resolve().parents[1] / "courses" / "words"


def both(folder: Path, data: bytes) -> tuple[str, str]:
    """What the student's folder and the grader say of a file; nothing where they take it."""
    path = folder / "words.py"
    path.write_bytes(data)
    at_the_desk = ""
    try:
        load(folder, Facts(files=("words.py",)))
    except CannotLoad as error:
        at_the_desk = str(error)
    spec = load_course(COURSE).assignment("01_words").spec
    return at_the_desk, read_submission(path, spec).problem


@pytest.mark.parametrize("coding", ["latin-1", "cp1252", "gbk", "utf-8-sig"])
def test_a_proper_coding_line_is_followed(tmp_path: Path, coding: str) -> None:
    line = "" if coding == "utf-8-sig" else f"# -*- coding: {coding} -*-\n"
    text = f"{line}GREETING = '{'你好' if coding == 'gbk' else 'schön'}'\n"
    assert both(tmp_path, text.encode(coding)) == ("", "")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"x = 'sch\xf6n'\n",
            "words.py, line 1: this is not UTF-8 text (byte 0xf6): save the file",
        ),
        (b"\n\n\nx = '\xf6'\n", "words.py, line 4: this is not UTF-8 text"),
        (b"# coding: nonsense\n", "words.py: its coding line says 'nonsense', which Python"),
        (b"# coding: rot13\n", "words.py: its coding line says 'rot13': take the line out"),
        (b"# coding: punycode\n", "words.py: its coding line says 'punycode': take the line out"),
    ],
)
def test_what_cannot_be_read_is_refused_alike(tmp_path: Path, data: bytes, sentence: str) -> None:
    at_the_desk, graded = both(tmp_path, data)
    assert at_the_desk == graded
    assert graded.startswith(sentence)
