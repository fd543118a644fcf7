"""What a test's worker may use, and what it may not do: as course.yml and the test's marks say."""

from __future__ import annotations

import os

from autograder.course import Assignment, Spec
from autograder.course.errors import CourseError
from autograder.judge.suite import TestRun
from autograder.sandbox import Limits
from autograder.testing.marks import Marks

STARVED = 0.5  # a test that had less than this share of its time on a processor was kept waiting


def limits_of(spec: Spec, marks: Marks) -> Limits:
    """The assignment's limits, or the test's own."""
    return Limits(
        seconds=max(spec.seconds, marks.seconds or 0.0),
        lifetime=spec.total_seconds,
        memory=_bytes(marks.memory) if marks.memory else spec.memory,
        processes=spec.processes,
        file_size=spec.file_size,
        output=spec.output,
    )


def starved(run: TestRun, spec: Spec) -> bool:
    """Whether a test ran out of time because this machine was busy with other things.

    Limits are wall-clock, since a sleeping program must be stopped too; on an overloaded
    machine the processor time tells the two apart, and no student should pay for that.
    """
    limit = run.facts.marks.seconds or spec.seconds
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    return busy and any(
        case.outcome.kind == "timeout"
        and case.outcome.extras.get("cpu_seconds", limit) < STARVED * limit
        for case in run.cases
    )


def forbidden_patterns(assignment: Assignment, marks: Marks) -> tuple[str, ...]:
    """The operations a test is closed to, out of the groups that course.yml names."""
    patterns: list[str] = []
    for group in marks.forbid:
        if group not in assignment.spec.forbid:
            known = ", ".join(assignment.spec.forbid) or "none"
            raise CourseError(
                f"a test of {assignment.slug} has @forbid({group!r}), but course.yml's `forbid:`"
                f" names {known}: add it there, or mend the test"
            )
        patterns += assignment.spec.forbid[group]
    return tuple(patterns)


def _bytes(size: str) -> int:
    units = {"KB": 2**10, "MB": 2**20, "GB": 2**30}
    number, unit = size.split()
    return int(float(number) * units[unit])
