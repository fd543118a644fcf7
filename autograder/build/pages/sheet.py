"""A page as one file that needs neither network nor other files: its shell, and a handout's page.

Figures that move are pictures that a script brings to life. In the Markdown a line
`<!-- moving: NAME -->` follows the picture that stands there without JavaScript. `moving/NAME.js`
beside the handout calls `kit.figure("NAME", (root, data) => …)`; `moving/*.json` is the data, by the
files' names; other scripts beside them come along, and before them those of `assignments/moving/`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.build.book import TYPES, data_uri, pictures_of
from autograder.build.pages.markdown import PageSection, Places, read
from autograder.course import Assignment
from autograder.course.errors import ReleaseError
from autograder.testing.marks import point_text

PAGE = "handout.html"
COMMENT = r"<!-- moving: ([\w-]+) -->"
STILL = re.compile(rf"<p>(<img [^>]*>)</p>\n{COMMENT}\n?")
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Sheet:
    """What a page shows."""

    title: str
    body: str
    sections: tuple[PageSection, ...] = ()
    over: str = ""  # a line above the title
    facts: tuple[str, ...] = ()  # a line below it
    buttons: tuple[tuple[str, str], ...] = ()  # what one does with the page: words and address
    scripts: str = ""
    site: str = ""  # the name of the site that the page belongs to
    up: str = ""  # the way to its root: "../../", or "" in the root itself


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


def handout_sheet(assignment: Assignment, text: str, on_site: bool = False) -> Sheet:
    """What the page shows: the handout, and at its end what belongs to the whole course."""
    spec = assignment.spec
    extras = {path.name: path for path in assignment.course_pages()}
    places = Places(
        picture=inside(pictures_of(assignment).get, str(assignment.handout_dir / "handout.md")),
        link=lambda href: f"#{extras[href].stem}" if href in extras else href,
    )
    handout = read(text, places)
    ends = [read(path.read_text("utf-8"), places, path.stem) for path in extras.values()]
    parts = (handout, *ends)
    body, scripts = figures("\n".join(part.html for part in parts), assignment)
    points = point_text(spec.points)
    if spec.extra_points:
        points += f", and {spec.extra_points:g} for extra credit"
    return Sheet(
        title=handout.title,
        body=body,
        sections=tuple(section for part in parts for section in part.sections),
        over=f"Assignment {spec.number}"
        if on_site
        else f"{spec.course} · assignment {spec.number}",
        facts=(points, spec.difficulty, f"about {spec.hours:g} hours", ", ".join(spec.files)),
        buttons=notebook_buttons(spec.notebook),
        scripts=scripts,
    )


def notebook_buttons(address: str) -> tuple[tuple[str, str], ...]:
    """Where a notebook on GitHub can be run without installing anything."""
    if not address:
        return ()
    there = address.removeprefix("https://github.com/")
    return (
        ("Open in Colab", f"https://colab.research.google.com/github/{there}"),
        ("Open in Kaggle", f"https://www.kaggle.com/kernels/welcome?src={address}"),
    )


def figures(body: str, assignment: Assignment) -> tuple[str, str]:
    """The page's HTML with figures in place of pictures, and the elements that make them move."""
    made = STILL.sub(r'<figure class="moving" data-figure="\2">\1</figure>\n', body)
    if left := re.search(COMMENT, made):
        raise ReleaseError(
            f"{assignment.handout_dir / 'handout.md'}: {left[0]} has no picture of its own before"
            " it: put the comment on the line below the one that is `![…](pictures/…)`"
        )
    names = dict.fromkeys(re.findall(r'<figure class="moving" data-figure="([^"]+)">', made))
    return made, "\n".join(_scripts(tuple(names), assignment)) if names else ""


def _scripts(names: tuple[str, ...], assignment: Assignment) -> Iterator[str]:
    """The data, then what all figures share, then a module for each figure."""
    folder = assignment.handout_dir / "moving"
    for path in sorted(folder.glob("*.json")):
        data = path.read_text(encoding="utf-8").strip().replace("<", "\\u003c")
        yield f'<script type="application/json" id="data-{path.stem}">{data}</script>'
    shared = sorted((assignment.handout_dir.parent / "moving").glob("*.js"))
    named = [folder / f"{name}.js" for name in names]
    modules = dict.fromkeys([*sorted(folder.glob("*.js")), *named])
    for path in (TEMPLATES / "kit.js", *shared, *modules):
        yield f"<script>\n{_script(path)}</script>"


def _script(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReleaseError(
            f"{path} is missing: the handout says `<!-- moving: {path.stem} -->`; write the"
            f' script, which calls kit.figure("{path.stem}", …), or take the comment out'
        ) from None
    return re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE)
