"""Progress of long work: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.testing.progress import bar, duration, line

PROGRAM = "from autograder.testing.progress import bar\nprint(sum(bar(range(5), 5, 'x')))"


def test_the_items_come_through_unchanged() -> None:
    assert list(bar(iter("abc"), 3, "letters")) == ["a", "b", "c"]


def test_nothing_is_written_where_nobody_watches() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("10\n", "")


def test_the_line_tells_how_far_and_how_long() -> None:
    text = line("training", 5, 10, seconds=65.0)
    assert text == "training [##########----------] 5 of 10, 1 min 5 s left"


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (125, "2 min 5 s")])
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text
