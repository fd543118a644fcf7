"""The table of docs/gpu.md, between its two marker lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gpu.card import Card

MOST = {"05_build_cnn": 1.0}  # an experiment with a network has something to win on a card
ELSE = 2.0  # small tensors have not
BEGIN, END = "<!-- gpu: begin -->", "<!-- gpu: end -->"
Pair = tuple[float, float]  # on the CPU, on the card


@dataclass
class Row:
    """One assignment."""

    slug: str
    submissions: int = 0
    tests: int = 0
    differing: int = 0
    seconds: Pair = (0.0, 0.0)  # for the reference, everything loaded
    workers: int = 0
    program: Pair = (0.0, 0.0)  # seconds of run_autograder from its start to its end
    memory: Pair = (0.0, 0.0)  # bytes at its peak
    card: int = 0  # megabytes on the card, at the peak


@dataclass
class Found:
    """Everything that a run has measured, and each sentence of what is not as it should be."""

    card: Card
    date: str
    rows: list[Row] = field(default_factory=list)
    start: float = 0.0  # seconds that CUDA takes to start
    only_cuda: dict[str, str] = field(default_factory=dict)  # what code that is wrong there lost
    students: int = 0
    class_seconds: Pair = (0.0, 0.0)
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def table(found: Found) -> str:
    card = found.card
    lines = [
        f"{card.name}; driver {card.driver}; torch {card.torch}; {found.date}.",
        "",
        "| assignment | submissions | tests compared | not the same | on the card, at most |",
        "| --- |" + " ---: |" * 4,
    ]
    lines += [
        f"| {row.slug} | {row.submissions} | {row.tests} | {row.differing} | {row.card} MB |"
        for row in found.rows
    ]
    lines += [
        "",
        "The reference alone; its seconds with everything loaded, and as a whole `run_autograder`:",
        "",
        "| assignment | CPU | CUDA | workers | CUDA's start | `run_autograder`, CPU | CUDA |",
        "| --- |" + " ---: |" * 6,
    ]
    for row in found.rows:
        share = min(1.0, found.start * row.workers / row.seconds[1]) if row.seconds[1] else 0
        programs = (f"{s:.1f} s, {b / 2**20:.0f} MB" for s, b in zip(row.program, row.memory))
        lines.append(
            f"| {row.slug} | {row.seconds[0]:.2f} s | {row.seconds[1]:.2f} s | {row.workers}"
            f" | {share:.0%} | {' | '.join(programs)} |"
        )
    lines += [
        "",
        f"A worker has one CUDA context at most, which takes {found.start:.2f} s to start; the share"
        " is that of all its workers. Memory is the machine's, at its peak.",
    ]
    if found.students:
        cpu, cuda = (seconds / found.students for seconds in found.class_seconds)
        lines += [
            "",
            f"A class of {found.students}: {cpu:.2f} s for a submission on the CPU,"
            f" {cuda:.2f} s on CUDA.",
        ]
    if found.only_cuda:
        lines += ["", "| right on the CPU only | loses on CUDA |", "| --- | --- |"]
        lines += [f"| {name} | {what} |" for name, what in found.only_cuda.items()]
    differences = found.differences or ["Nothing differs, and nothing was left on the card."]
    return "\n".join([*lines, "", *(f"- {line}" for line in [*differences, *found.notes])])


def laid_in(page: str, text: str) -> str:
    """The page with this text between its marker lines."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"docs/gpu.md has no lines {BEGIN} and {END}: put them around its table")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def slow(rows: Sequence[Row]) -> list[str]:
    """Assignments that take longer on the card than they should."""
    said = []
    for row in rows:
        cpu, cuda = row.seconds
        most = MOST.get(row.slug, ELSE)
        if cuda > most * cpu:
            said.append(
                f"{row.slug}: the reference takes {cuda:.2f} s on CUDA, {cpu:.2f} s on the CPU:"
                f" at most {most:g} × the CPU's was expected"
            )
    return said
