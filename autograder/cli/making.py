"""What is made of a course: `autograder new`, `release`, `package`, `site`, `schema`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, SlugsArgument, app, console
from autograder.course.errors import ReleaseError


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
    from autograder.build.scaffold import scaffold
    from autograder.course.load import FILE, root_or_here

    root = root_or_here(course)
    begins = not (root / FILE).exists()
    _, files = scaffold(root, slug, file, title)
    if begins:
        console.say(f"No course.yml here or above: a course begins in {root}")
    for path in files:
        console.say(f"  {path.relative_to(root)}")
    console.say(
        "It works as it stands; look for REPLACE to put your own in its place. Next:\n"
        f"  autograder verify {slug}     proves it\n"
        f"  autograder release {slug}    after each change of the solution\n"
        f"  autograder package {slug}    the zips, into dist/\n"
        "  autograder doctor           what is missing or odd"
    )


@app.command(epilog="Example: `autograder release 02_sorting`")
def release(
    slugs: SlugsArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where a starter has drifted.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Make the starters from the solutions' marked regions."""
    from autograder.build.starter import drift, write_starters
    from autograder.course.load import load_course

    assignments = load_course(course).select(slugs or ())
    if check:
        drifted = [text for assignment in assignments if (text := drift(assignment))]
        for text in drifted:
            console.say(text)
        if drifted:
            raise ReleaseError(
                "the starters have drifted from their solutions: `autograder release`"
            )
        console.print(f"{len(assignments)} assignments: every starter is what its solution says.")
        return
    for assignment in assignments:
        changed = write_starters(assignment)
        words = ", ".join(path.name for path in changed) + " written" if changed else "unchanged"
        console.say(f"{assignment.slug}: {words}")


@app.command(epilog="Example: `autograder package 02_sorting --channel gradescope`")
def package(
    slugs: SlugsArgument = None,
    channel: Annotated[
        str, typer.Option(help="One of docs/channels.md, like gradescope or student; or all.")
    ] = "all",
    device: Annotated[str, typer.Option(help="Graders' zips: cpu, gpu or all.")] = "all",
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to.", show_default="dist")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Check that everything fits together, and build the zips."""
    from autograder.build.channels import build_all, buildable, chosen_channels, drop_left_over
    from autograder.cli.tables import table
    from autograder.course.load import load_course
    from autograder.prove.checks import check_ready

    loaded = load_course(course)
    assignments = loaded.select(slugs or ())
    channels, not_built = buildable(chosen_channels(channel, device), assignments)
    target = out if out is not None else loaded.root / "dist"
    for assignment in assignments:
        check_ready(assignment)
    written = set()
    with console.bars() as bar:
        progress = bar("building")
        progress.total(len(assignments) + sum(each.whole_course for each in channels))
        for several in build_all(channels, assignments, target):
            written |= {*several}
            progress.step()
    order = [each.name for each in channels]
    shown = table("channel", "file", "KB", right=[2])
    for name, path in sorted(written, key=lambda built: (order.index(built[0]), built[1])):
        below = path.relative_to(target) if path.is_relative_to(target) else path
        shown.add_row(name, str(Path(target.name) / below), f"{_size(path) / 1000:.0f}")
    console.print(shown)
    if out is None:  # another folder may hold what is not this course's
        for path in drop_left_over(target, [each.slug for each in loaded.assignments]):
            gone = path.relative_to(target.parent)
            console.say(f"Removed: {gone}, whose assignment is not in course.yml any more")
    for reason in not_built:
        console.say(f"Not built: {reason}")
    console.say(
        "Next: `autograder verify` proves the Gradescope zips, and with --channel all that every"
        " channel gives the same points."
    )


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())


@app.command(epilog="Example: `autograder site 02_sorting --out public`")
def site(
    slugs: SlugsArgument = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to.", show_default="dist/site")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Write the handouts, the course's pages, a start page and a search, for any static host."""
    from autograder.build.archive import write_bytes
    from autograder.build.pages.site import build_site
    from autograder.course.load import load_course

    loaded = load_course(course)
    files, left_out = build_site(loaded, loaded.select(slugs or ()))
    target = out if out is not None else loaded.root / "dist" / "site"
    if out is None:  # another folder may hold what is not this course's
        shutil.rmtree(target, ignore_errors=True)
    for path, data in files.items():
        write_bytes(target / path, data)
    for name in left_out:
        console.say(f"Left out: {name} shows lines of a solution")
    console.say(
        f"{target / 'index.html'} written: open it in a browser, or copy the folder to a host"
    )


@app.command(epilog="Example: `autograder schema --out course.schema.json`")
def schema(
    out: Annotated[Path | None, typer.Option(help="Write it here instead of the screen.")] = None,
) -> None:
    """Print the JSON Schema by which editors complete and check course.yml."""
    from autograder.course.models import schema_text

    if out is None:
        console.say(schema_text().rstrip("\n"))
    else:
        out.write_text(schema_text(), encoding="utf-8")
        console.say(f"{out} written")
