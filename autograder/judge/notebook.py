"""Notebooks as submissions: their Python source, and messages that speak of cell and line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import autograder
from autograder.course.errors import SubmissionError
from autograder.intake.lines import in_cells, is_from_notebook
from autograder.judge.results import GradingResult

SECONDS = 30
HOME = str(Path(autograder.__file__).resolve().parents[1])
ENTRY = (
    "import sys; sys.path.insert(0, sys.argv[1]); from autograder.intake.cells import main; main()"
)


def notebook_source(name: str, data: bytes) -> bytes:
    """What is graded of a notebook. Another process reads it: its content may be hostile."""
    command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", ENTRY, HOME]
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
