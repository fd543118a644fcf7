"""`autograder pilot`: an assignment's tests tried on a class that does not exist."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console, errors


@app.command(epilog="Example: `autograder pilot 02_sorting`")
def pilot(
    slug: Annotated[str, typer.Argument(help="The assignment.")],
    students: Annotated[int, typer.Option(min=20, help="How many are made up.")] = 200,
    seed: Annotated[int, typer.Option(help="Another seed makes other students.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder; else `pilot/SLUG`.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Ideas at a time; 0: one for each processor.")
    ] = 0,
    course: CourseOption = None,
) -> None:
    """Predict each test's difficulty and separation from the wrong ideas, before the term."""
    from rich.progress import Progress

    from autograder.course.load import load_course
    from autograder.prove.pilot import Wanted, write_pilot

    assignment = load_course(course).assignment(slug)
    target = out or Path("pilot") / slug
    with Progress(console=errors, transient=True) as progress:
        bar = progress.add_task(slug, total=None)
        wanted = Wanted(
            students,
            seed,
            jobs or os.cpu_count() or 1,
            lambda total: progress.update(bar, total=total),
            lambda: progress.advance(bar),
        )
        page = write_pilot(assignment, target, wanted)
    console.print(
        f"{page} and pilot.json written; after the term: autograder report DIR --pilot"
        f" {target / 'pilot.json'}",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
