"""A course kit that grades itself: one source, many channels, isolated judging."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.judge import GradingResult

__version__ = "2.0.0"
__all__ = ["grade"]


def grade(submission: Path | str, assignment: str, course: Path | str = ".") -> GradingResult:
    """Grade one file, folder or notebook against an assignment of a course on this machine.

    >>> grade("handed_in/flatten.py", "01_flatten", course="my_course").score  # doctest: +SKIP
    15.0
    """
    # By name: this file travels to students, whose folder has no judge.
    judge: Any = import_module("autograder.judge")
    result: GradingResult = judge.grade_one(submission, assignment, course)
    return result
