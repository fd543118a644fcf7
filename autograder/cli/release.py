"""`autograder release`: solutions to starters."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console
from autograder.course.errors import ReleaseError


@app.command(epilog="Example: `autograder release 02_sorting`")
def release(
    slugs: Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where a starter has drifted.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Make the starters from the solutions' marked regions."""
    from autograder.build.starter import drift, write_starters
    from autograder.course.load import load_course

    assignments = load_course(course).select(slugs or ())
    if check:
        drifted = [text for assignment in assignments if (text := drift(assignment))]
        for text in drifted:
            console.print(text, markup=False, highlight=False, soft_wrap=True)
        if drifted:
            raise ReleaseError(
                "the starters have drifted from their solutions: `autograder release`"
            )
        console.print(f"{len(assignments)} assignments: every starter is what its solution says.")
        return
    for assignment in assignments:
        changed = write_starters(assignment)
        words = ", ".join(path.name for path in changed) + " written" if changed else "unchanged"
        console.print(f"{assignment.slug}: {words}", highlight=False)
