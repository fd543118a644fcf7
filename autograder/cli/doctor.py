"""`autograder doctor`: what is missing or odd, in the course and on this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.app import CourseOption, app, console

if TYPE_CHECKING:
    from autograder.prove.findings import Finding


@app.command(epilog="Example: `autograder doctor --run`")
def doctor(
    slugs: Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")] = None,
    run: Annotated[
        bool, typer.Option("--run", help="Also run every wrong idea: which tests catch it.")
    ] = False,
    versions: Annotated[
        bool, typer.Option("--versions", help="Also ask which pins have newer releases.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write the sums of points into course.yml first.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Look over course and machine; say in plain words what is missing, and what mends it."""
    from datetime import datetime, timezone

    from autograder.course.errors import CourseError
    from autograder.course.load import load_course
    from autograder.prove.doctor import look_at, look_over, run_over
    from autograder.prove.machine import look_around
    from autograder.prove.versions import look_for_newer

    loaded, findings = None, []
    try:
        if fix:
            _fix(course, slugs or ())
        loaded = load_course(course)
    except CourseError as error:
        findings.append(_unreadable(str(error)))
    if loaded is not None:
        now = datetime.now(timezone.utc)
        chosen = loaded.select(slugs or ())
        whole = (
            look_over(loaded, now) if not slugs else (f for a in chosen for f in look_at(a, now))
        )
        findings += list(whole)
        for assignment in chosen if run else ():
            findings += run_over(assignment, os.cpu_count() or 1)
    findings += look_around(loaded)
    if versions:
        findings += look_for_newer(loaded.facts.requirements if loaded else ())
    for weight, heading in (
        ("wrong", "To mend before a release"),
        ("odd", "Worth a look"),
        ("note", "Good to know"),
    ):
        chosen_ones = [finding for finding in findings if finding.weight == weight]
        if chosen_ones:
            console.print(heading, style="bold")
        for finding in chosen_ones:
            console.print(f"  {finding.line}", markup=False, highlight=False, soft_wrap=True)
            if finding.mend:
                console.print(f"      {finding.mend}", style="dim", markup=False, soft_wrap=True)
    wrong = sum(finding.weight == "wrong" for finding in findings)
    if not run and loaded is not None:
        console.print(
            "Whether a wrong idea is caught by one test only shows when it runs:"
            " autograder doctor --run",
            highlight=False,
            soft_wrap=True,
        )
    if wrong:
        raise typer.Exit(1)


def _fix(course: Path | None, slugs: Sequence[str]) -> None:
    from autograder.course.load import load_course
    from autograder.prove.points import fix_points

    for assignment in load_course(course).select(slugs):
        for line in fix_points(assignment):
            console.print(f"changed {line}", markup=False, highlight=False, soft_wrap=True)


def _unreadable(says: str) -> Finding:
    from autograder.prove.findings import Finding

    mend = "autograder new 01_first starts a course here" if says.startswith("no course") else ""
    return Finding("wrong", "", says, mend)
