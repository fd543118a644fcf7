"""`handout.html`: an assignment's text as one page that needs neither network nor other files."""

from __future__ import annotations

from autograder.build.notebooks.book import pictures_of
from autograder.build.pages.markdown import Places, read
from autograder.build.pages.moving import figures
from autograder.build.pages.sheet import Button, Home, Sheet, html, inside
from autograder.course import Assignment
from autograder.testing.marks import point_text

PAGE = "handout.html"


def handout_page(assignment: Assignment, text: str) -> str:
    """The page of a handout's Markdown, for itself."""
    return html(handout_sheet(assignment, text))


def handout_sheet(assignment: Assignment, text: str, home: Home | None = None) -> Sheet:
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
        over=f"Assignment {spec.number}" if home else f"{spec.course} · assignment {spec.number}",
        facts=(points, spec.difficulty, f"about {spec.hours:g} hours", ", ".join(spec.files)),
        buttons=notebook_buttons(spec.notebook),
        scripts=scripts,
        home=home,
    )


def notebook_buttons(address: str) -> tuple[Button, ...]:
    """Where a notebook on GitHub can be run without installing anything."""
    if not address:
        return ()
    there = address.removeprefix("https://github.com/")
    return (
        Button("Open in Colab", f"https://colab.research.google.com/github/{there}"),
        Button("Open in Kaggle", f"https://www.kaggle.com/kernels/welcome?src={address}"),
    )
