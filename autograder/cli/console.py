"""The terminal: what students wrote can be read there, and moves nothing."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from autograder.testing.plain import plain


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
