"""`autograder similar`: which submissions are alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console
from autograder.course.errors import GradingError

EXAMPLE = "Example: `autograder similar graded/02_sorting`"


@app.command(epilog=EXAMPLE)
def similar(
    place: Annotated[
        Path, typer.Argument(metavar="DIR", help="A graded folder, or the submissions themselves.")
    ],
    slug: Annotated[
        str | None, typer.Option("--assignment", "-a", help="Needed where DIR is not graded.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The page's folder; else DIR if graded.")
    ] = None,
    also: Annotated[
        list[Path] | None, typer.Option(help="Submissions of an earlier year; may be repeated.")
    ] = None,
    threshold: Annotated[
        float, typer.Option(min=0.05, max=1, help="The share that makes a pair worth a look.")
    ] = 0.6,
    course: CourseOption = None,
) -> None:
    """Rank pairs of submissions that are alike, without the starter's code."""
    from autograder.batch.similar import PAGE, source_of, write_similar
    from autograder.course.load import load_course

    source, graded_slug = source_of(place)
    wanted = slug or graded_slug
    if wanted is None:
        raise GradingError(f"{place} is not a graded folder: say which --assignment it answers")
    target = out or (place if graded_slug else Path("similar") / wanted)
    assignment = load_course(course).assignment(wanted)
    pairs, notes = write_similar(source, assignment, target, threshold, also or ())
    for note in notes:
        console.print(f"note: {note}", markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"{len(pairs)} pairs at or above {threshold:.0%}: {target / PAGE}",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
