"""`autograder package`: everything that instructors upload and students get."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, console


@app.command(epilog="Example: `autograder package 02_cross_correlate --channel gradescope`")
def package(
    slugs: Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")] = None,
    channel: Annotated[
        str, typer.Option(help="gradescope, student, otter, nbgrader or all.")
    ] = "all",
    device: Annotated[str, typer.Option(help="Gradescope zips: cpu, gpu or all.")] = "all",
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to.", show_default="dist")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Check that everything fits together, and build the zips."""
    from rich.progress import track
    from rich.table import Table

    from autograder.course.load import load_course
    from autograder.package.channels import builder, chosen_channels, chosen_devices
    from autograder.package.checks import check_ready

    loaded = load_course(course)
    assignments = loaded.select(slugs or ())
    channels, devices = chosen_channels(channel), chosen_devices(device)
    target = out if out is not None else loaded.root / "dist"
    builders = [(each, builder(each, devices)) for each in channels]
    for assignment in assignments:
        check_ready(assignment)
    jobs = [(each, build, a) for each, build in builders for a in assignments]
    written: list[tuple[str, Path]] = []
    for each, build, assignment in track(jobs, "building", console=console, transient=True):
        # An nbgrader course is one folder for all assignments.
        place = target if each.name == "nbgrader" else target / assignment.slug
        written += [(each.name, path) for path in build(assignment, place)]
    table = Table("channel", "file", "KB", box=None, pad_edge=False)
    table.columns[2].justify = "right"
    for name, path in written:
        shown = path.relative_to(target) if path.is_relative_to(target) else path
        table.add_row(name, str(Path(target.name) / shown), f"{_size(path) / 1000:.0f}")
    console.print(table)
    console.print("Next: `autograder verify` proves the Gradescope zips.", highlight=False)


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
