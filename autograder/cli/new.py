"""`autograder new`: a complete small assignment to put one's own in place of."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console


@app.command(epilog="Example: `autograder new 06_attention --file attention.py`")
def new(
    slug: Annotated[str, typer.Argument(help="Its short name, like 06_attention.")],
    file: Annotated[
        str, typer.Option(help="The file that students hand in.", show_default="SLUG's name")
    ] = "",
    title: Annotated[str, typer.Option(help="Its title; else made of the slug.")] = "",
    course: CourseOption = None,
) -> None:
    """Write a new assignment that packages and verifies at once; start a course if there is none."""
    from autograder.build.scaffold import Wish, scaffold
    from autograder.course.load import root_or_here

    root = root_or_here(course)
    made = scaffold(root, Wish(slug, file, title))
    if made.new_course:
        console.print(f"No course.yml here or above: a course begins in {root}", highlight=False)
    for path in made.files:
        console.print(f"  {path.relative_to(root)}", highlight=False, markup=False)
    console.print(
        "It works as it stands; look for REPLACE to put your own in its place. Next:\n"
        f"  autograder verify {slug}     proves it\n"
        f"  autograder release {slug}    after each change of the solution\n"
        f"  autograder package {slug}    the zips, into dist/\n"
        "  autograder doctor           what is missing or odd",
        highlight=False,
        soft_wrap=True,
    )
