"""`autograder grade`: one submission or a whole class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console, errors

EXAMPLE = "Example: `autograder grade export.zip --assignment 02_sorting --out graded`"


@app.command(epilog=EXAMPLE)
def grade(
    submissions: Annotated[
        Path, typer.Argument(help="A file, a folder of submissions, or a Gradescope export.")
    ],
    slug: Annotated[str, typer.Option("--assignment", "-a", help="Which assignment they answer.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where results go; else `graded/SLUG`.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Submissions at a time; else one for each processor.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask scheduler's address: grade on its workers.")
    ] = None,
    gpu: Annotated[
        bool, typer.Option("--gpu-workers", help="Only Dask workers with the resource GPU=1.")
    ] = False,
    device: Annotated[str | None, typer.Option(help="auto, cpu or cuda.")] = None,
    isolation: Annotated[str, typer.Option(help="auto, required or off.")] = "auto",
    explain: Annotated[
        bool, typer.Option("--explain", help="For staff: each failed test in full.")
    ] = False,
    cache: Annotated[
        Path | None, typer.Option(help="Where results are kept; else `.cache` in --out.")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Grade submissions: results.json for each, grades.csv and summary.json for all."""
    from autograder.batch import pool, run
    from autograder.cli import grade_table
    from autograder.course.load import load_course

    assignment = load_course(course).assignment(slug)
    target = out or Path("graded") / slug
    engine: pool.Engine = pool.grade_here
    if scheduler is not None:
        from autograder.batch.cluster import on_cluster

        engine = on_cluster(scheduler, gpu)
    request = run.Request(assignment, target, cache, workers, isolation, device, engine)
    try:
        with grade_table.progress(errors) as watch:
            outcome = run.grade(submissions, request, watch)
    except KeyboardInterrupt:
        errors.print("stopped; what is graded is kept: the same command goes on from here")
        raise typer.Exit(130) from None
    grade_table.result(console, outcome, target, explain)
    raise typer.Exit(0 if outcome.ok else 1)
