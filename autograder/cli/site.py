"""`autograder site`: the course as a static web site."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console


@app.command(epilog="Example: `autograder site 02_sorting --out public`")
def site(
    slugs: Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to.", show_default="dist/site")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Write the handouts, the course's pages, a start page and a search, for any static host."""
    from autograder.build.pages.site import build_site, write_site
    from autograder.course.load import load_course

    loaded = load_course(course)
    made = build_site(loaded, loaded.select(slugs or ()))
    target = out if out is not None else loaded.root / "dist" / "site"
    if out is None:  # another folder may hold what is not this course's
        shutil.rmtree(target, ignore_errors=True)
    write_site(made, target)
    for name in made.left_out:
        console.print(f"Left out: {name} shows lines of a solution", highlight=False, markup=False)
    console.print(
        f"{target / 'index.html'} written: open it in a browser, or copy the folder to a host",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
