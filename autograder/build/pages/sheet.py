"""The shell around a text: head, contents, search, style; and pictures as part of the page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.build.notebooks.book import TYPES, data_uri
from autograder.build.pages.markdown import Section
from autograder.course.errors import ReleaseError


@dataclass(frozen=True)
class Home:
    """The site that a page belongs to: its name, and the way from the page to the site's root."""

    title: str
    up: str  # "../../", or "" in the root itself


@dataclass(frozen=True)
class Button:
    """A link to something that one does with the page."""

    says: str
    href: str


@dataclass(frozen=True)
class Sheet:
    """What a page shows."""

    title: str
    body: str
    sections: tuple[Section, ...] = ()
    over: str = ""  # a line above the title
    facts: tuple[str, ...] = ()  # a line below it
    buttons: tuple[Button, ...] = ()
    scripts: str = ""
    home: Home | None = None


def html(sheet: Sheet) -> str:
    """The page as one file."""
    contents = [each for each in sheet.sections if each.anchor and each.level == 2]
    return environment().get_template("sheet.html.j2").render(page=sheet, contents=contents)


@functools.cache
def environment() -> Environment:
    """What all pages of this package are made with."""
    return Environment(
        loader=PackageLoader("autograder.build.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def inside(find: Callable[[str], bytes | None], where: str) -> Callable[[str], str]:
    """A picture's address → the picture itself, so that the page needs no second file."""

    def uri(name: str) -> str:
        data = find(name)
        if data is None or name.rpartition(".")[2] not in TYPES:
            raise ReleaseError(
                f"{where}: the picture {name} cannot be put into the page: a picture is a file"
                f" beside the text, {', '.join(TYPES)}"
            )
        return data_uri(name, data)

    return uri
