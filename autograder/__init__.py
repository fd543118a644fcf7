"""A course kit that grades itself: one source, many channels, isolated judging."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.judge import GradingResult

__version__ = "2.0.0"
__all__ = ["grade"]


def grade(submission: Path | str, assignment: str, course: Path | str = ".") -> GradingResult:
    """Grade one file, folder or notebook against an assignment of a course on this machine.

    >>> grade("handed_in/flatten.py", "01_flatten", course="my_course").score  # doctest: +SKIP
    15.0
    """
    # By name: this file travels to students, whose folder has neither judge nor course.
    judge: Any = import_module("autograder.judge")
    load: Any = import_module("autograder.course.load")
    chosen = load.load_course(Path(course)).assignment(assignment)

    def action(grader: Any) -> GradingResult:
        result: GradingResult = grader.grade(judge.read_submission(Path(submission), chosen.spec))
        return result

    made: GradingResult = judge.with_grader(chosen, judge.Options(), action)
    return made
