"""`autograder idea`: a wrong answer of a class becomes a section of `ideas/`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console


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

    found = load_course(course)
    where, personal = write_idea(result, problem, found)
    text = f"{where}: a section whose text is to be written. Until then nobody is told of it.\n"
    text += "Read its code: it is a student's, and with a text the grader runs it itself.\n"
    if personal:
        text += f"Take out what it tells of a person: it holds {personal}.\n"
    console.print(
        text + "Next: write the text, find a better name, then `autograder verify`",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
