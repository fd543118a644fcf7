"""The tables of `autograder verify`: proofs, what to look at, attacks, channels."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from autograder.cli.console import PlainConsole, table
from autograder.course.errors import PackageError
from autograder.prove.agreement import Agreement
from autograder.prove.attacks import Verdict
from autograder.prove.verify import Proof


def show_proofs(console: PlainConsole, proofs: Sequence[Proof], notes: Sequence[str]) -> None:
    """The table; below it the faults, then what needs no hurry."""
    heads = ("full", "zero", "alone", "caught", "named", "desk", "twice", "others", "MB", "s")
    shown = table("", *heads, right=range(1, 1 + len(heads)))
    for proof in proofs:
        shown.add_row(*_row(proof))
    console.print(shown)
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
            console.say(line)
    for proof in proofs:
        for fault in proof.faults:
            console.say("FAIL", fault, style="red")
    for note in notes:
        console.say(f"note: {note}")


def _row(proof: Proof) -> list[str]:
    found = proof.audit

    def share(kind: str) -> str:
        return f"{found.proved[kind]}/{found.cases[kind]}" if found.cases[kind] else "–"

    def yes(kind: str) -> str:
        if not found.cases[kind]:
            return "–"
        return "yes" if found.proved[kind] == found.cases[kind] else "NO"

    ideas = found.cases["misconception"]
    named = f"{len(found.named)}/{ideas}" if ideas else "–"
    return [
        ("ok " if not proof.faults else "!! ") + proof.slug,
        yes("reference"),
        yes("starter"),
        share("alone"),
        share("misconception"),
        named,
        f"{sum(proof.at_desk.values()) / len(proof.at_desk):.0%}" if proof.at_desk else "–",
        str(len(found.costs_twice)) if ideas else "–",
        share("alternative"),
        str(proof.memory >> 20),
        f"{proof.seconds:.1f}",
    ]


def _reviews(proof: Proof) -> list[str]:
    found, slug = proof.audit, proof.slug
    if not found.caught_by:
        return []
    lines = [
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


def show_audit(console: PlainConsole, proof: Proof) -> None:
    """Which hidden tests catch which wrong idea, and how many each test catches."""
    found = proof.audit
    caught = table(f"{proof.slug}: wrong idea", "caught by", "named", right=())
    for name, tests in sorted(found.caught_by.items(), key=lambda item: (len(item[1]), item[0])):
        named = "yes" if name in found.named else ", ".join(found.misnamed.get(name, ["no"]))
        caught.add_row(name, "\n".join(map(_function, tests)), named)
    console.print(caught)
    busy = table(f"{proof.slug}: hidden test", "wrong ideas", right=[1])
    for test in found.hidden_tests:
        busy.add_row(_function(test), str(sum(test in t for t in found.caught_by.values())))
    console.print(busy)


def _function(test: str) -> str:
    return test.rpartition("::")[2]


def show_attacks(console: PlainConsole, slug: str, verdicts: Sequence[Verdict]) -> None:
    """One line for each attack: what it tried, and what came of it."""
    shown = table("attack", "points", "seconds", "", right=[1, 2])
    shown.title, shown.title_justify = f"{slug}: attacks", "left"
    for column in shown.columns[:3]:
        column.no_wrap = True
    for verdict in verdicts:
        score = "–" if verdict.score is None else f"{verdict.score:g}"
        end = "contained" if verdict.contained else f"NOT CONTAINED: {'; '.join(verdict.reasons)}"
        if verdict.attack.startswith("honest/") and verdict.contained:
            end = "full marks"
        points = f"{score} of {verdict.share:g}"
        style = None if verdict.contained else "bold red"
        shown.add_row(verdict.attack, points, f"{verdict.seconds:.0f}", Text(end), style=style)
    console.print(shown)
    held = sum(verdict.contained for verdict in verdicts)
    console.print(f"{held} of {len(verdicts)} contained")


def show_agreement(
    console: PlainConsole, found: Sequence[Agreement], channels: Sequence[str]
) -> None:
    """Whether all channels give the same points; complains of what differs."""
    shown = table("", *channels, right=range(1, 1 + len(channels)))
    for each in found:
        there = [each.graded.get(name) for name in channels]
        cells = [
            f"{each.alike(name)} of {len(points)}" if points else "–"
            for name, points in zip(channels, there)
        ]
        shown.add_row(("!! " if each.faults else "ok ") + each.slug, *cells)
    console.print(shown)
    console.print(
        "submissions that have the same points as on Gradescope, problem by problem: reference,"
        " starter, wrong ideas, and three that attack",
        style="dim",
    )
    for each in found:
        for note in each.notes:
            console.say("note:", note)
        for fault in each.faults:
            console.say("FAIL", f"{each.slug}: {fault}", style="red")
    if faults := sum(len(each.faults) for each in found):
        raise PackageError(f"{faults} differences or leaks: mend the first one above")
    console.print("All equal, and no canary in anything that a student gets or reads.")
