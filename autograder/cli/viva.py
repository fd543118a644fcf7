"""`autograder viva`: questions to each student about their own code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console, errors


@app.command(epilog="Example: `autograder viva graded`")
def viva(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `autograder grade` wrote.")],
    questions: Annotated[int, typer.Option(min=1, max=9, help="For each student.")] = 3,
    seed: Annotated[int, typer.Option(help="Another seed draws other questions.")] = 0,
    isolation: Annotated[str, typer.Option(help="auto, required or off.")] = "auto",
    course: CourseOption = None,
) -> None:
    """Write DIR/viva.html: a sheet for each student, on what their own code returns."""
    from rich.progress import Progress

    from autograder.batch.summary import read_summary
    from autograder.batch.viva.page import Viva, write_viva
    from autograder.course.load import load_course

    slug = str(read_summary(folder).assignment["slug"])
    assignment = load_course(course).assignment(slug)
    with Progress(console=errors, transient=True) as progress:
        bar = progress.add_task("asking", total=None)
        wanted = Viva(
            questions,
            seed,
            isolation,
            lambda total: progress.update(bar, total=total),
            lambda: progress.advance(bar),
        )
        page = write_viva(folder, assignment, wanted)
    console.print(
        f"{page} written: print it on both sides", markup=False, highlight=False, soft_wrap=True
    )
