"""A wrong idea as a submission: the reference, and the idea's functions behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.modules import composed_source, read_idea

IDEA = '''"""Shouted twice

It is too loud.
"""

{line}


def shout(word, times=1):
    return {call}(word, 2 * times)
'''


def _composed(words: Assignment, folder: Path, line: str, call: str) -> str:
    path = folder / "shouted_twice.py"
    path.write_text(IDEA.format(line=line, call=call))
    return composed_source(words, read_idea(path))["words.py"]


def test_an_idea_may_build_on_the_right_function(words: Assignment, tmp_path: Path) -> None:
    line = "from words import shout as _shout"
    text = _composed(words, tmp_path, line, "_shout")
    assert text.index("def shout") < text.index(line) < text.rindex("def shout")


@pytest.mark.parametrize("line", ["import words", "import math, words as right"])
def test_an_idea_that_would_call_itself_is_refused(
    words: Assignment, tmp_path: Path, line: str
) -> None:
    with pytest.raises(CourseError, match="write `from words import f as _f`"):
        _composed(words, tmp_path, line, "words.shout")
