"""Grading on the terminal: progress while it runs, then a table or a summary."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.batch.entries import Batch
from autograder.batch.run import Outcome, Watch
from autograder.batch.summary import Line

KINDS = {
    "wrong": "wrong",
    "raised": "raised an exception",
    "missing": "no such function",
    "unwritten": "not written yet",
    "import_failed": "the file cannot be imported",
    "forbidden": "forbidden operation",
    "unsendable": "not plain data",
    "timeout": "ran out of time",
    "memory": "too much memory",
    "exited": "ended itself",
    "crashed": "crashed",
    "protocol": "spoke out of turn",
    "setup": "the grader failed",
    "blocked": "waits for another",
    "late": "not run: no time left",
}


class Screen:
    """Progress on standard error, so that standard output holds the result only."""

    def __init__(self, out: Console, err: Console) -> None:
        self.err = err
        self.watch = Watch(self._start, self._ready, self._test, self._line)
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=err,
            transient=True,
        )
        self.task: TaskID | None = None
        self.total = 0
        self.kept = 0

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *error: object) -> None:
        self.progress.stop()

    def _start(self, total: int, kept: int) -> None:
        self.total, self.kept = total, kept
        if total == kept:
            return
        self.progress.start()
        self.task = self.progress.add_task("loading", total=None, rate="")

    def _ready(self, facts: dict[str, Any]) -> None:
        if self.task is None:
            return
        for note in facts["notes"]:
            self.err.print(f"[yellow]note:[/yellow] {escape(note)}", highlight=False)
        if facts["problem"]:
            self.err.print(f"[red]warning:[/red] {escape(facts['problem'])}", highlight=False)
        total = facts["tests"] if self.total == 1 else self.total - self.kept
        what = "tests" if self.total == 1 else "submissions"
        self.progress.reset(self.task, total=total, description=what, rate="")

    def _test(self, number: int) -> None:
        if self.task is not None and self.total == 1:
            self.progress.advance(self.task)

    def _line(self, line: Line) -> None:
        if self.task is None or self.total == 1:
            return
        self.progress.advance(self.task)
        speed = self.progress.tasks[0].speed
        if speed:
            self.progress.update(self.task, rate=f"{speed:.1f}/s")


def result(console: Console, batch: Batch, outcome: Outcome, out: Path, explain: bool) -> None:
    """What there is to read when it is done."""
    for note in outcome.notes:
        console.print(f"[yellow]note:[/yellow] {escape(note)}", highlight=False)
    if len(outcome.lines) == 1 and outcome.last is not None:
        one(console, outcome.lines[0], outcome.last, out, explain)
    else:
        many(console, batch, outcome, out)
        if explain:
            _how_to_explain(console, outcome, out)


def _how_to_explain(console: Console, outcome: Outcome, out: Path) -> None:
    """A class in full would be thousands of lines: one submission is shown at a time."""
    name = next((line.name for line in outcome.lines if line.failed), "SUBMISSION")
    text = (
        f"--explain shows one submission at a time: grade that one, for example SUBMISSIONS/{name},"
        f" with `--explain --out one --cache {out / '.cache'}`; its result is kept, so that is quick"
    )
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def one(console: Console, line: Line, found: dict[str, Any], out: Path, explain: bool) -> None:
    """A table of the tests; with `explain` what staff may see of each failed one."""
    top = found["output"].strip()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("test", overflow="fold")
    table.add_column("points", justify="right")
    table.add_column("", overflow="fold")
    problem = ""
    for test in found["tests"]:
        if test["problem"] != problem:
            problem = test["problem"]
            mine = [t for t in found["tests"] if t["problem"] == problem]
            number = test["name"].partition(" ")[0]
            got, most = sum(t["score"] for t in mine), sum(t["max_score"] for t in mine)
            head = Text(f"{number} {problem}", style="bold")
            table.add_row("", head, Text(f"{got:g}/{most:g}", style="bold"), "")
        table.add_row(*_row(test))
    console.print(table)
    console.print()
    for text in top.splitlines():
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    failed = [test for test in found["tests"] if test["status"] != "passed"]
    if explain:
        for test in failed + [test for test in found["tests"] if test["carried_forward"]]:
            console.rule(Text(test["name"]), style="dim", align="left")
            text = test["explanation"] or test["output"]
            console.print(text, markup=False, highlight=False, soft_wrap=True)
    console.print()
    where = out / line.name / "results.json"
    console.print(f"{where}", style="dim", markup=False, highlight=False, soft_wrap=True)
    if failed and not explain:
        console.print("Each failed test in full: add --explain", style="dim", highlight=False)


def _row(test: dict[str, Any]) -> tuple[Text, Text, str, Text]:
    passed = test["status"] == "passed"
    title = test["name"].partition(": ")[2].rpartition(" (")[0] or test["name"]
    mark = Text("✓", style="green") if passed else Text("✗", style="red")
    kind = "" if passed else KINDS.get(test["kind"], test["kind"])
    if test["carried_forward"]:
        kind = f"right, once {', '.join(test['carried_forward'])} is"
    if test["misconceptions"]:
        kind = test["misconceptions"][0].replace("_", " ")
    style = "" if passed else "red"
    return mark, Text(title), f"{test['score']:g}/{test['max_score']:g}", Text(kind, style=style)


def many(console: Console, batch: Batch, outcome: Outcome, out: Path) -> None:
    """The class in ten lines."""
    graded = [line for line in outcome.lines if line.status == "graded"]
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    table.add_row(str(len(outcome.lines)), "submissions")
    if batch.missing:
        table.add_row(str(len(batch.missing)), "of people.csv without a submission")
    if outcome.kept:
        table.add_row(str(outcome.kept), "unchanged since the last run, not graded again")
    if graded:
        scores = [line.score for line in graded]
        middle = statistics.median(scores)
        table.add_row(
            f"{middle:g}", f"points, the median (from {min(scores):g} to {max(scores):g})"
        )
        full = sum(line.failed == 0 for line in graded)
        table.add_row(str(full), "pass every test")
    kinds = Counter(kind for line in graded for kind in set(line.kinds.values()))
    for kind in ("import_failed", "timeout", "crashed", "exited", "memory"):
        if kinds[kind]:
            table.add_row(str(kinds[kind]), f"with a test where: {KINDS[kind]}")
    console.print(table)
    for line in outcome.lines:
        if line.trouble:
            text = f"[red]not graded:[/red] {escape(line.name)}: {escape(line.trouble)}"
            console.print(text, highlight=False)
    console.print()
    for name in ("grades.csv", "summary.json"):
        console.print(str(out / name), style="dim", markup=False, highlight=False, soft_wrap=True)
    console.print(f"Next: autograder report {out}", style="dim", markup=False, highlight=False)
