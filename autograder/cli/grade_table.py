"""Grading on the terminal: progress while it runs, then a table or a summary."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.batch.graded import KINDS
from autograder.batch.pool import Watch
from autograder.batch.run import Outcome
from autograder.batch.summary import Line
from autograder.cli.console import PlainConsole
from autograder.judge.results import GradingResult, TestResult


@contextmanager
def progress(err: PlainConsole) -> Iterator[Watch]:
    """Progress on standard error, so that standard output holds the result only."""
    what, rate = TextColumn("{task.description}"), TextColumn("{task.fields[rate]}")
    columns = (SpinnerColumn(), what, BarColumn(24), MofNCompleteColumn(), rate)
    bar = Progress(*columns, TimeRemainingColumn(), console=err, transient=True)
    task = bar.add_task("loading", total=None, rate="")
    total = to_do = 0

    def start(number: int, kept: int) -> None:
        nonlocal total, to_do
        total, to_do = number, number - kept
        if to_do:
            bar.start()

    def ready(facts: dict[str, Any]) -> None:
        for note in facts["notes"]:
            _say(err, "[yellow]note:[/yellow]", note)
        if facts["problem"]:
            _say(err, "[red]warning:[/red]", facts["problem"])
        goal, what = (facts["tests"], "tests") if total == 1 else (to_do, "submissions")
        bar.reset(task, total=goal, description=what, rate="")

    def test(number: int) -> None:
        if total == 1:
            bar.advance(task)

    def line(line: Line) -> None:
        if to_do and total > 1:
            bar.advance(task)
            if speed := bar.tasks[0].speed:
                bar.update(task, rate=f"{speed:.1f}/s")

    try:
        yield Watch(start, ready, test, line)
    finally:
        bar.stop()


def result(console: PlainConsole, outcome: Outcome, out: Path, explain: bool) -> None:
    """What there is to read when it is done."""
    for note in outcome.notes:
        _say(console, "[yellow]note:[/yellow]", note)
    if len(outcome.lines) == 1 and outcome.last is not None:
        _one(console, outcome.last, out / outcome.lines[0].name / "results.json", explain)
        return
    _many(console, outcome, out)
    if explain:
        # A class in full would be thousands of lines: one submission is shown at a time.
        name = next((line.name for line in outcome.lines if line.failed), "SUBMISSION")
        console.say(
            "--explain shows one submission at a time: grade that one, for example"
            f" SUBMISSIONS/{name}, with `--explain --out one --cache {out / '.cache'}`;"
            " its result is kept, so that is quick",
        )


def _say(console: PlainConsole, marked: str, text: str) -> None:
    console.print(f"{marked} {escape(text)}", highlight=False)


def _one(console: PlainConsole, found: GradingResult, path: Path, explain: bool) -> None:
    """A table of the tests; with `explain` what staff may see of each failed one."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("test", overflow="fold")
    table.add_column("points", justify="right")
    table.add_column("", overflow="fold")
    for problem in dict.fromkeys(test.problem for test in found.tests):
        mine = [test for test in found.tests if test.problem == problem]
        title = Text(f"{mine[0].name.partition(' ')[0]} {problem}", style="bold")
        points = f"{sum(t.score for t in mine):g}/{sum(t.max_score for t in mine):g}"
        table.add_row("", title, Text(points, style="bold"), "")
        for test in mine:
            table.add_row(*_row(test))
    console.print(table)
    console.print()
    for text in found.output.strip().splitlines():
        console.say(text)
    failed = [test for test in found.tests if test.status != "passed"]
    carried = [test for test in found.tests if test.carried_forward]
    for test in [*failed, *carried] if explain else ():
        console.rule(Text(test.name), style="dim", align="left")
        console.say(test.explanation or test.output)
    console.print()
    console.say(str(path), style="dim")
    if failed and not explain:
        console.say("Each failed test in full: add --explain", style="dim")


def _row(test: TestResult) -> tuple[Text, Text, str, Text]:
    title = Text(test.name.partition(": ")[2].rpartition(" (")[0] or test.name)
    points = f"{test.score:g}/{test.max_score:g}"
    if test.status == "passed":
        once = ", ".join(test.carried_forward)
        return Text("✓", style="green"), title, points, Text(once and f"right, once {once} is")
    kind = KINDS.get(test.kind, test.kind)
    if test.relation:
        kind = test.relation
    if test.misconceptions:
        kind = test.misconceptions[0].replace("_", " ")
    return Text("✗", style="red"), title, points, Text(kind, style="red")


def _many(console: PlainConsole, outcome: Outcome, out: Path) -> None:
    """The class in ten lines."""
    graded = [line for line in outcome.lines if line.graded]
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    table.add_row(str(len(outcome.lines)), "submissions")
    if outcome.batch.missing:
        table.add_row(str(len(outcome.batch.missing)), "of people.csv without a submission")
    if outcome.kept:
        table.add_row(str(outcome.kept), "unchanged since the last run, not graded again")
    if graded:
        scores = [line.score for line in graded]
        spread = f"points, the median (from {min(scores):g} to {max(scores):g})"
        table.add_row(f"{statistics.median(scores):g}", spread)
        table.add_row(str(sum(line.failed == 0 for line in graded)), "pass every test")
    kinds = Counter(kind for line in graded for kind in set(line.kinds.values()))
    for kind in ("import_failed", "timeout", "crashed", "exited", "memory"):
        if kinds[kind]:
            table.add_row(str(kinds[kind]), f"with a test where: {KINDS[kind]}")
    console.print(table)
    for line in outcome.lines:
        if line.trouble:
            _say(console, "[red]not graded:[/red]", f"{line.name}: {line.trouble}")
    console.print()
    for name in ("grades.csv", "summary.json"):
        console.say(str(out / name), style="dim")
    console.say(f"Next: autograder report {out}", style="dim")
