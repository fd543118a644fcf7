"""The command-line application, and the one place where errors become messages."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from typer.core import TyperGroup

from autograder import __version__
from autograder.cli.console import PlainConsole
from autograder.course.errors import AutograderError

app = typer.Typer(
    name="autograder",
    help="One source for a course: starters, tests, zips, grading, reports.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Each module adds its commands to `app`; in this order they stand in --help.
MODULES = ("making", "proving", "grading")

CourseOption = Annotated[
    Path | None,
    typer.Option("--course", help="The course's folder; else the nearest course.yml upward."),
]
SlugsArgument = Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")]

console = PlainConsole()
errors = PlainConsole(stderr=True)


def _version(wanted: bool) -> None:
    if wanted:
        console.print(f"autograder {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def command() -> TyperGroup:
    """The whole application, with the commands that its modules add."""
    for name in MODULES:
        importlib.import_module(f"autograder.cli.{name}")
    group = typer.main.get_group(app)
    for each in group.commands.values():
        for option in each.params:
            if getattr(option, "is_flag", False):
                option.metavar = ""  # else --help says `--quick <bool>`, and it takes no value
    return group


def main() -> None:
    """Run a command; a mistake that a person can mend is one sentence, never a traceback."""
    try:
        command()()
    except AutograderError as error:
        text = f"[red]error:[/red] {escape(str(error))}"
        errors.print(text, highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        errors.print("stopped")
        sys.exit(130)
