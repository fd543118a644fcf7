"""What a class hands in: `autograder grade`, and then `report`, `viva`, `idea`, `similar`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.cli.app import CourseOption, app, console, errors
from autograder.course.errors import GradingError

GradedArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="What `autograder grade` wrote.")
]
IsolationOption = Annotated[
    Literal["auto", "required", "off"],
    typer.Option(help="`required` refuses where it would not be full."),
]


@app.command(epilog="Example: `autograder grade export.zip --assignment 02_sorting --out graded`")
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
    device: Annotated[
        Literal["auto", "cpu", "cuda"] | None, typer.Option(help="Else as course.yml says.")
    ] = None,
    isolation: IsolationOption = "auto",
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
    from autograder.cli.tables import show_graded
    from autograder.course.load import load_course

    assignment = load_course(course).assignment(slug)
    target = out or Path("graded") / slug
    engine: pool.Engine = pool.on_cluster(scheduler, gpu) if scheduler else pool.grade_here
    request = run.RunRequest(assignment, target, cache, workers, isolation, device, engine)
    try:
        with errors.bars() as bar:
            progress = replace(
                bar("grading"), note=lambda text: errors.warn("note", "yellow", text)
            )
            outcome = run.grade(submissions, request, progress)
    except KeyboardInterrupt:
        errors.print("stopped; what is graded is kept: the same command goes on from here")
        raise typer.Exit(130) from None
    show_graded(outcome, target, explain)
    raise typer.Exit(0 if outcome.ok else 1)


@app.command(epilog="Example: `autograder report graded --against graded-before`")
def report(
    folder: GradedArgument,
    against: Annotated[
        Path | None, typer.Option(help="An earlier grading: show whose score changed.")
    ] = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Leave out names, e-mails and ids.")
    ] = False,
    pilot: Annotated[
        Path | None, typer.Option(help="A pilot.json: show what it predicted beside the class.")
    ] = None,
) -> None:
    """Write DIR/report.html: what to explain, weak tests, trouble, every submission."""
    from autograder.batch.report import write_report

    page = write_report(folder, against, anonymous, pilot)
    console.say(f"{page} written: open it in a browser")


@app.command(epilog="Example: `autograder viva graded`")
def viva(
    folder: GradedArgument,
    questions: Annotated[int, typer.Option(min=1, max=9, help="For each student.")] = 3,
    seed: Annotated[int, typer.Option(help="Another seed draws other questions.")] = 0,
    isolation: IsolationOption = "auto",
    course: CourseOption = None,
) -> None:
    """Write DIR/viva.html: a sheet for each student, on what their own code returns."""
    from autograder.batch.summary import read_summary
    from autograder.batch.viva import Viva, write_viva
    from autograder.course.load import load_course

    slug = read_summary(folder).assignment.slug
    assignment = load_course(course).assignment(slug)
    with errors.bars() as bar:
        page = write_viva(folder, assignment, Viva(questions, seed, isolation, bar("asking")))
    console.say(f"{page} written: print it on both sides")


@app.command(epilog="Example: `autograder idea graded/02_sorting/submission_7 merge`")
def idea(
    result: Annotated[
        Path, typer.Argument(metavar="DIR/SUBMISSION", help="What `grade` wrote of it.")
    ],
    problem: Annotated[str, typer.Argument(help="The function whose answers are wrong.")],
    course: CourseOption = None,
) -> None:
    """Make an idea of a wrong answer that has no name yet; its text is for you to write."""
    from autograder.build.new_idea import write_idea
    from autograder.course.load import load_course

    where, personal = write_idea(result, problem, load_course(course))
    console.say(f"{where}: a section whose text is to be written. Until then nobody is told of it.")
    console.say("Read its code: it is a student's, and with a text the grader runs it itself.")
    if personal:
        console.say(f"Take out what it tells of a person: it holds {personal}.")
    console.say("Next: write the text, find a better name, then `autograder verify`")


@app.command(epilog="Example: `autograder similar graded/02_sorting`")
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
        console.say(f"note: {note}")
    console.say(f"{len(pairs)} pairs at or above {threshold:.0%}: {target / PAGE}")
