"""The trusted side: collects tests, compares, diagnoses, scores. Never imports student code.

with_grader(assignment, options, action)     loads everything once; `action` gets a Grader
Grader.grade(submission)                     one submission's GradingResult
"""

from __future__ import annotations

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
    "read_submission",
    "with_grader",
]
