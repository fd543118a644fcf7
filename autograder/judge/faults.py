"""Results for when the grader itself falls short: never a silent zero."""

from __future__ import annotations

from dataclasses import replace

from autograder.judge.results import GradingResult, TestResult

NOT_YOU = "the grader had a problem, not you: please ask the course staff to run it again"
ON_TOP = NOT_YOU[:1].upper() + NOT_YOU[1:] + "."


def with_faults(result: GradingResult) -> GradingResult:
    """The same result; tests that the grader could not ask say so, and so does the top."""
    broken = [test for test in result.tests if test.kind == "setup"]
    if not broken:
        return result
    tests = tuple(replace(t, output=NOT_YOU) if t.kind == "setup" else t for t in result.tests)
    which = f"{len(broken)} of {len(tests)} tests could not be run."
    return replace(
        result,
        tests=tests,
        output=f"{ON_TOP} {which}\n{result.output}",
        extra={**result.extra, "complete": False},
        complete=False,
    )


def broken_result(latest: GradingResult | None, points: float) -> GradingResult:
    """What is written after a fault: what was graded until then, under a sentence that says so."""
    if latest is not None:
        return _partial(with_faults(latest), ON_TOP)
    test = TestResult(
        name="The grader could not run",
        score=0,
        max_score=points,
        status="failed",
        test="grader",
        problem="grader",
        output=NOT_YOU,
        kind="setup",
    )
    extra = {"complete": False}
    return GradingResult((test,), points, output=ON_TOP, extra=extra, complete=False)


def interrupted(latest: GradingResult | None, why: str) -> GradingResult:
    """What is written when grading must stop at once."""
    if latest is None:
        return broken_result(None, 0)
    on_top = (
        f"Grading {why} before all tests had run; the others count as failed."
        " Look for tests that are slow or run out of time, mend those, and upload again."
        " If there are none, ask the course staff to run the grader again."
    )
    return _partial(with_faults(latest), on_top)


def _partial(latest: GradingResult, on_top: str) -> GradingResult:
    output = latest.output if latest.output.startswith(on_top) else f"{on_top}\n{latest.output}"
    extra = {**latest.extra, "complete": False}
    return replace(latest, output=output, extra=extra, complete=False)
