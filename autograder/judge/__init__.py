"""The trusted side: collects tests, compares, diagnoses, scores. Never imports student code.

with_grader(assignment, options, action)     loads everything once; `action` gets a Grader
Grader.grade(submission)                     one submission's GradingResult
grade_one(path, slug, course)                both, for somebody who has one file
"""

from __future__ import annotations

from pathlib import Path

from autograder.course import Assignment
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.results import GradingResult, TestResult
from autograder.judge.submission import Submission, read_submission

__all__ = [
    "Assignment",
    "Grader",
    "GradingResult",
    "Options",
    "Submission",
    "TestResult",
    "grade_one",
    "read_submission",
    "with_grader",
]


def grade_one(submission: Path | str, assignment: str, course: Path | str = ".") -> GradingResult:
    """Grade one file, folder or notebook; loads, grades, and leaves nothing behind."""
    from autograder.course.load import load_course  # needs pydantic, which no grader's image has

    chosen = load_course(Path(course)).assignment(assignment)

    def action(grader: Grader) -> GradingResult:
        return grader.grade(read_submission(Path(submission), chosen.spec))

    return with_grader(chosen, Options(), action)
