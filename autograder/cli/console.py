"""The terminal: what students wrote can be read there, and moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table

from autograder.testing.plain import plain

# Called with the number of steps there are, and after each of them.
Steps = tuple[Callable[[int], None], Callable[[], None]]


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

    @contextmanager
    def bars(self) -> Iterator[Callable[[str], Steps]]:
        """Makes progress bars, by name, which are gone at the end of the block."""
        from rich.progress import Progress

        with Progress(console=self, transient=True) as progress:

            def bar(name: str) -> Steps:
                task = progress.add_task(name, total=None)
                return (
                    lambda number: progress.update(task, total=number),
                    lambda: progress.advance(task),
                )

            yield bar


def table(*heads: str, right: Collection[int]) -> Table:
    """A table without lines; these columns hold figures."""
    made = Table(*heads, box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for number in right:
        made.columns[number].justify = "right"
    return made
