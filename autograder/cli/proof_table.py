"""The proofs of `autograder verify` as a table, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from autograder.prove.verify import Proof


def show_proofs(console: Console, proofs: Sequence[Proof], notes: Sequence[str]) -> None:
    """The table; below it the faults, then what needs no hurry."""
    table = Table(
        "", "full", "zero", "alone", "caught", "named", "desk", "twice", "others", "MB", "s",
        box=None, pad_edge=False, padding=(0, 1, 0, 0),
    )  # fmt: skip
    for column in table.columns[1:]:
        column.justify = "right"
    for proof in proofs:
        table.add_row(*_row(proof))
    console.print(table)
    console.print(
        "full: the reference has full marks · zero: the starter has none · alone: one function"
        " gives its points · caught: wrong ideas that lose points on a hidden test · named: by"
        " diagnosis · desk: of those that public tests catch, named in the student's folder · twice:"
        " that cost points of a right function · others: right in another way, full marks · MB, s: at"
        " most, reference and starter",
        style="dim",
    )
    for proof in proofs:
        for line in _reviews(proof):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    for proof in proofs:
        for fault in proof.faults:
            console.print("FAIL", fault, style="red", markup=False, highlight=False, soft_wrap=True)
    for note in notes:
        console.print(f"note: {note}", markup=False, highlight=False, soft_wrap=True)


def _row(proof: Proof) -> list[str]:
    found = proof.audit

    def share(kind: str) -> str:
        return f"{found.proved[kind]}/{found.cases[kind]}" if found.cases[kind] else "–"

    def yes(kind: str) -> str:
        return (
            "–"
            if not found.cases[kind]
            else "yes"
            if found.proved[kind] == found.cases[kind]
            else "NO"
        )

    ideas = found.cases["misconception"]
    named = f"{len(found.named)}/{ideas}" if ideas else "–"
    return [
        ("ok " if not proof.faults else "!! ") + proof.slug,
        yes("reference"),
        yes("starter"),
        share("alone"),
        share("misconception"),
        named,
        f"{len(proof.desk.named) / len(proof.desk.caught):.0%}" if proof.desk.caught else "–",
        str(len(found.costs_twice)) if ideas else "–",
        share("alternative"),
        str(proof.memory >> 20),
        f"{proof.seconds:.1f}",
    ]


def _reviews(proof: Proof) -> list[str]:
    found, slug = proof.audit, proof.slug
    lines = [f"{slug}: {note}" for note in proof.notes]
    if not found.caught_by:
        return lines
    lines += [
        f"{slug}: {each}, in {n} tests, as course.yml says" for each, n in found.excused.items()
    ]
    lines += [f"review {slug}: {test} catches no wrong idea" for test in found.idle_tests]
    if found.caught_once:
        lines.append(
            f"review {slug}: {len(found.caught_once)} of {len(found.caught_by)} wrong ideas are"
            " caught by one hidden test only: --audit lists them"
        )
    for name, others in found.misnamed.items():
        lines.append(f"review {slug}: {name} was taken for {', '.join(others)}")
    missed = [n for n in found.caught_by if n not in found.named and n not in found.misnamed]
    if missed:
        lines.append(f"review {slug}: caught, but not named: {', '.join(missed)}")
    return lines


def show_audit(console: Console, proof: Proof) -> None:
    """Which hidden tests catch which wrong idea, and how many each test catches."""
    found = proof.audit
    caught = Table(f"{proof.slug}: wrong idea", "caught by", "named", box=None, pad_edge=False)
    for name, tests in sorted(found.caught_by.items(), key=lambda item: (len(item[1]), item[0])):
        named = "yes" if name in found.named else ", ".join(found.misnamed.get(name, ["no"]))
        caught.add_row(name, "\n".join(map(_function, tests)), named)
    console.print(caught)
    busy = Table(f"{proof.slug}: hidden test", "wrong ideas", box=None, pad_edge=False)
    busy.columns[1].justify = "right"
    for test in found.hidden_tests:
        busy.add_row(_function(test), str(sum(test in t for t in found.caught_by.values())))
    console.print(busy)


def _function(test: str) -> str:
    return test.rpartition("::")[2]
