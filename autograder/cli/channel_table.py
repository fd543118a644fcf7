"""`autograder verify --channel`: assignments by channels, and whether all give the same points."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from autograder.build.channels import Channel, chosen_channels
from autograder.course.errors import PackageError
from autograder.prove.channels import Agreement


def verified_channels(name: str) -> tuple[Channel, ...]:
    """All of them, or the one beside Gradescope's, with which the others are compared."""
    chosen = (*chosen_channels("gradescope", "cpu"), *chosen_channels(name, "cpu"))
    return tuple(dict.fromkeys(chosen))


def show_agreement(console: Console, found: Sequence[Agreement], channels: Sequence[str]) -> None:
    """The table, what was left out, and what differs, of which it complains."""
    table = Table("", *channels, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for each in found:
        there = [each.graded.get(name) for name in channels]
        cells = [
            f"{each.alike(name)} of {len(points)}" if points else "–"
            for name, points in zip(channels, there)
        ]
        table.add_row(("!! " if each.faults else "ok ") + each.slug, *cells)
    console.print(table)
    console.print(
        "submissions that have the same points as on Gradescope, problem by problem: reference,"
        " starter, wrong ideas, and three that attack",
        style="dim",
    )
    for each in found:
        for note in each.notes:
            console.print("note:", note, markup=False, highlight=False, soft_wrap=True)
        for fault in each.faults:
            said = f"{each.slug}: {fault}"
            console.print("FAIL", said, style="red", markup=False, highlight=False, soft_wrap=True)
    faults = sum(len(each.faults) for each in found)
    if faults:
        raise PackageError(f"{faults} differences or leaks: mend the first one above")
    console.print("All equal, and no canary in anything that a student gets or reads.")
