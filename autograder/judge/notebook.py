"""Notebooks as submissions: their Python source, and messages that speak of cell and line."""

from __future__ import annotations

import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from autograder.course.errors import SubmissionError
from autograder.judge import cells
from autograder.judge.results import GradingResult

SECONDS = 30


def notebook_source(name: str, data: bytes) -> bytes:
    """What is graded of a notebook. Another process reads it: its content may be hostile."""
    command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", cells.__file__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env={})
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode or not done.stdout:
        raise SubmissionError(
            f"{name} could not be read: it is too large or nested too deeply."
            " Copy your functions into a new notebook and hand that in"
        )
    if done.stdout[:1] != b"+":
        raise SubmissionError(f"{name} {done.stdout[1:].decode('utf-8', 'replace')}")
    return done.stdout[1:]


def is_from_notebook(source: bytes) -> bool:
    """Whether `notebook_source` made this."""
    return source.startswith(cells.HEADER.encode())


def notes_of(source: bytes) -> tuple[str, ...]:
    """What was odd about the notebook, for the student."""
    start = cells.NOTE.encode()
    if not is_from_notebook(source):
        return ()
    notes = []
    for line in source.splitlines()[1:]:
        if not line.startswith(start):
            break
        notes.append(line[len(start) :].decode("utf-8", "replace"))
    return tuple(notes)


def in_cells(text: str, file: str, source: bytes) -> str:
    """A message about lines of the source, as one about cells and lines of the notebook."""
    if not is_from_notebook(source) or "line" not in text:
        return text
    starts, numbers = _table(source)

    def place(line: int) -> str:
        index = bisect_right(starts, line) - 1
        if index < 0 or line == starts[index]:
            return "the notebook"
        return f"cell {numbers[index]}, line {line - starts[index]}"

    name = re.escape(file)
    text = re.sub(rf"\bat line (\d+)(?: of {name})?\b", lambda m: f"in {place(int(m[1]))}", text)
    return re.sub(rf"\b{name}, line (\d+)\b", lambda m: place(int(m[1])), text)


def speak_of_cells(result: GradingResult, files: Mapping[str, bytes]) -> GradingResult:
    """The same result; where the submission was a notebook, its messages name cells."""
    for file, source in files.items():
        if not is_from_notebook(source):
            continue

        def told(text: str, file: str = file, source: bytes = source) -> str:
            return in_cells(text, file, source)

        tests = tuple(
            replace(test, output=told(test.output), explanation=told(test.explanation))
            for test in result.tests
        )
        result = replace(
            result,
            tests=tests,
            output=told(result.output),
            staff_output=told(result.staff_output),
        )
    return result


def _table(source: bytes) -> tuple[list[int], list[int]]:
    """The lines that the cells' markers stand on, and the cells' numbers."""
    starts, numbers = [], []
    for number, line in enumerate(source.decode("utf-8", "replace").split("\n"), start=1):
        found = re.fullmatch(r"# \[cell (\d{1,4})\]", line)
        if found:
            starts.append(number)
            numbers.append(int(found[1]))
    return starts, numbers
