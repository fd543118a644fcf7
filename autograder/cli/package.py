"""`autograder package`: everything that instructors upload and students get."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console


@app.command(epilog="Example: `autograder package 02_sorting --channel gradescope`")
def package(
    slugs: Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")] = None,
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
    from rich.progress import track
    from rich.table import Table

    from autograder.build.channels import build_all, chosen_channels, drop_left_over, missing_tool
    from autograder.course.errors import PackageError
    from autograder.course.load import load_course
    from autograder.prove.checks import check_ready

    loaded = load_course(course)
    assignments = loaded.select(slugs or ())
    channels = chosen_channels(channel, device)
    missing = {each: missing_tool(each, loaded.root) for each in channels}
    if channel != "all" and missing[channels[0]]:
        raise PackageError(missing[channels[0]])
    channels = tuple(each for each in channels if not missing[each])
    cannot = {
        f"{assignment.slug} for {each.name}: {reason}": None
        for assignment in assignments
        for each in channels
        if (reason := each.cannot(assignment))
    }
    if len(cannot) == len(assignments) * len(channels):
        raise PackageError("; ".join(cannot))
    target = out if out is not None else loaded.root / "dist"
    for assignment in assignments:
        check_ready(assignment)
    made = build_all(channels, assignments, target)
    parts = len(assignments) + sum(each.whole_course for each in channels)
    written = {
        built
        for several in track(made, "building", total=parts, console=console, transient=True)
        for built in several
    }
    order = [each.name for each in channels]
    table = Table("channel", "file", "KB", box=None, pad_edge=False)
    table.columns[2].justify = "right"
    for name, path in sorted(written, key=lambda built: (order.index(built[0]), built[1])):
        shown = path.relative_to(target) if path.is_relative_to(target) else path
        table.add_row(name, str(Path(target.name) / shown), f"{_size(path) / 1000:.0f}")
    console.print(table)
    if out is None:  # another folder may hold what is not this course's
        for path in drop_left_over(target, [each.slug for each in loaded.assignments]):
            shown = path.relative_to(target.parent)
            console.print(f"Removed: {shown}, whose assignment is not in course.yml any more")
    for reason in (*missing.values(), *cannot):
        if reason:
            console.print(f"Not built: {reason}", highlight=False, markup=False, soft_wrap=True)
    console.print(
        "Next: `autograder verify` proves the Gradescope zips, and with --channel all that every"
        " channel gives the same points.",
        highlight=False,
        soft_wrap=True,
    )


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
