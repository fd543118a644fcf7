"""The table at the end of `autograder verify --attacks`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.prove.attacks import Verdict


def show_attacks(console: Console, slug: str, verdicts: Sequence[Verdict]) -> None:
    """One line for each attack: what it tried, and what came of it."""
    table = Table(title=f"{slug}: attacks", title_justify="left", box=None, pad_edge=False)
    table.add_column("attack", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("seconds", justify="right", no_wrap=True)
    table.add_column("")
    for verdict in verdicts:
        score = "–" if verdict.score is None else f"{verdict.score:g}"
        end = "contained" if verdict.contained else f"NOT CONTAINED: {'; '.join(verdict.reasons)}"
        if verdict.attack.startswith("honest/") and verdict.contained:
            end = "full marks"
        points = f"{score} of {verdict.share:g}"
        style = None if verdict.contained else "bold red"
        table.add_row(verdict.attack, points, f"{verdict.seconds:.0f}", Text(end), style=style)
    console.print(table)
    held = sum(verdict.contained for verdict in verdicts)
    console.print(f"{held} of {len(verdicts)} contained")
