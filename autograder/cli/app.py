"""The command-line application, its terminal, and the one place where errors become messages."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment
from typer.core import TyperGroup

from autograder import __version__
from autograder.course.errors import AutograderError
from autograder.testing.plain import plain

if TYPE_CHECKING:  # loaded with the first progress bar
    from autograder.batch.run import RunProgress

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


class PlainConsole(Console):
    """A console that all text passes in a harmless form; its own colours are added after that.

    File names, exceptions, printed lines and names of people come from others. One place sees
    them all, so that no command has to think of it.
    """

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(plain(segment.text), segment.style)

    def say(self, *texts: str, style: str | None = None) -> None:
        """Text as it is: no markup, no colours of rich's own, no line broken."""
        self.print(*texts, style=style, markup=False, highlight=False, soft_wrap=True)

    def warn(self, word: str, colour: str, text: str) -> None:
        """A line of others' text, below a coloured word."""
        self.print(f"[{colour}]{word}:[/{colour}] {escape(text)}", highlight=False, soft_wrap=True)

    @contextmanager
    def bars(self) -> Iterator[Callable[[str], RunProgress]]:
        """Makes progress bars, by name, which are gone at the end of the block."""
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        from autograder.batch.run import RunProgress

        columns = ("{task.description}", BarColumn(24), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self, transient=True) as progress:

            def bar(name: str) -> RunProgress:
                task = progress.add_task(name, total=None)
                return RunProgress(
                    lambda number: progress.update(task, total=number),
                    lambda: progress.advance(task),
                )

            yield bar


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
    except (AutograderError, OSError, UnicodeDecodeError) as error:
        errors.warn("error", "red", _sentence(error))
        sys.exit(1)
    except KeyboardInterrupt:
        errors.print("stopped")
        sys.exit(130)


def _sentence(error: Exception) -> str:
    """What is wrong, and with what."""
    if isinstance(error, UnicodeDecodeError):
        number = error.object[: error.start].count(b"\n")
        text = error.object.split(b"\n")[number].decode("utf-8", "replace").strip()
        where = f"line {number + 1} of a file of this course, {text[:80]!r},"
        return f"{where} is not UTF-8: save the file as UTF-8"
    if isinstance(error, OSError):  # a folder that cannot be read or written, a disk that is full
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}: mend that, and run the same command again"
    return str(error)
