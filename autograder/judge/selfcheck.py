"""Grades the reference where it will grade: the last step of building an image."""

from __future__ import annotations

import os

from autograder.course import Assignment
from autograder.judge.grader import Grader, Options
from autograder.judge.results import GradingResult
from autograder.judge.start import with_grader
from autograder.judge.submission import Submission


def self_check(assignment: Assignment) -> int:
    """0 where the reference gets every point; says what is wrong otherwise."""
    result = with_grader(assignment, Options(), _grade_reference)
    if os.geteuid() == 0 and result.extra.get("isolation") != "full":
        # Grading works all the same, so the build goes on; whoever reads its log should know.
        print(
            "self-check: WARNING: student code is not fully shut in here; the lines below say why"
        )
    missed = [test for test in result.tests if test.status != "passed"]
    lines = result.staff_output.splitlines()
    print("\n".join(line for line in lines if not line.startswith("ok  ")))
    if not result.tests or missed or not result.complete:
        print(f"self-check: the reference misses {len(missed)} of {len(result.tests)} tests")
        return 1
    print(
        f"self-check: the reference of {assignment.slug} passes all {len(result.tests)} tests"
        f" in {result.seconds:.1f} s"
    )
    return 0


def _grade_reference(grader: Grader) -> GradingResult:
    files = {path.name: path.read_bytes() for path in grader.assignment.solutions()}
    return grader.grade(Submission(files))
