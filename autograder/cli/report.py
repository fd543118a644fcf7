"""`autograder report`: one page about a graded class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import app, console


@app.command(epilog="Example: `autograder report graded --against graded-before`")
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `autograder grade` wrote.")],
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
    console.print(
        f"{page} written: open it in a browser", markup=False, highlight=False, soft_wrap=True
    )
