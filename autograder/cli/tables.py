"""What commands print as tables: one graded submission, a class, proofs, channels."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from autograder.batch.graded import KINDS
from autograder.batch.statistics import short_title
from autograder.cli.app import console

if TYPE_CHECKING:  # none of it is needed to print another command's table
    from autograder.batch.run import RunOutcome
    from autograder.judge.results import GradingResult, TestResult
    from autograder.prove.agreement import Agreement
    from autograder.prove.verify import Proof


def table(*heads: str, right: Collection[int] = (), gap: int = 1) -> Table:
    """A table without lines; these columns hold figures."""
    made = Table(*heads, box=None, pad_edge=False, padding=(0, gap, 0, 0))
    for number, column in enumerate(made.columns):
        column.overflow = "fold"
        column.justify = "right" if number in right else "left"
    return made


def show_graded(outcome: RunOutcome, out: Path, explain: bool) -> None:
    """What there is to read when grading is done."""
    for note in outcome.notes:
        console.warn("note", "yellow", note)
    if len(outcome.lines) == 1 and outcome.last is not None:
        _one(outcome.last, out / outcome.lines[0].name / "results.json", explain)
        return
    _many(outcome, out)
    if explain:
        # A class in full would be thousands of lines: one submission is shown at a time.
        name = next((line.name for line in outcome.lines if line.failed), "SUBMISSION")
        console.say(
            "--explain shows one submission at a time: grade that one, for example"
            f" SUBMISSIONS/{name}, with `--explain --out one --cache {out / '.cache'}`;"
            " its result is kept, so that is quick",
        )


def _one(found: GradingResult, path: Path, explain: bool) -> None:
    """A table of the tests; with `explain` what staff may see of each failed one."""
    shown = table("", "test", "points", "", right=[2], gap=2)
    for problem in dict.fromkeys(test.problem for test in found.tests):
        mine = [test for test in found.tests if test.problem == problem]
        title = Text(f"{mine[0].name.partition(' ')[0]} {problem}", style="bold")
        points = f"{sum(t.score for t in mine):g}/{sum(t.max_score for t in mine):g}"
        shown.add_row("", title, Text(points, style="bold"), "")
        for test in mine:
            shown.add_row(*_test(test))
    console.print(shown)
    console.say(f"\n{found.output.strip()}")
    failed = [test for test in found.tests if test.status != "passed"]
    carried = [test for test in found.tests if test.carried_forward]
    for test in [*failed, *carried] if explain else ():
        console.rule(Text(test.name), style="dim", align="left")
        console.say(test.explanation or test.output)
    console.say(f"\n{path}", style="dim")
    if failed and not explain:
        console.say("Each failed test in full: add --explain", style="dim")


def _test(test: TestResult) -> tuple[Text, Text, str, Text]:
    title = Text(short_title(test.name))
    points = f"{test.score:g}/{test.max_score:g}"
    if test.status == "passed":
        once = ", ".join(test.carried_forward)
        return Text("✓", style="green"), title, points, Text(once and f"right, once {once} is")
    kind = test.relation or KINDS.get(test.kind, test.kind)
    if test.misconceptions:
        kind = test.misconceptions[0].replace("_", " ")
    return Text("✗", style="red"), title, points, Text(kind, style="red")


def _many(outcome: RunOutcome, out: Path) -> None:
    """The class in ten lines."""
    graded = [line for line in outcome.lines if line.graded]
    shown = Table.grid(padding=(0, 2, 0, 0))
    shown.add_column(justify="right")
    shown.add_column(overflow="fold")
    for count, words in (
        (len(outcome.lines), "submissions"),
        (len(outcome.batch.missing), "of people.csv without a submission"),
        (outcome.kept, "unchanged since the last run, not graded again"),
    ):
        if count:
            shown.add_row(str(count), words)
    if graded:
        scores = [line.score for line in graded]
        spread = f"points, the median (from {min(scores):g} to {max(scores):g})"
        shown.add_row(f"{statistics.median(scores):g}", spread)
        shown.add_row(str(sum(line.failed == 0 for line in graded)), "pass every test")
    kinds = Counter(kind for line in graded for kind in set(line.kinds.values()))
    for kind in ("import_failed", "timeout", "crashed", "exited", "memory"):
        if kinds[kind]:
            shown.add_row(str(kinds[kind]), f"with a test where: {KINDS[kind]}")
    console.print(shown)
    for line in outcome.lines:
        if line.trouble:
            console.warn("not graded", "red", f"{line.name}: {line.trouble}")
    console.print()
    for name in ("grades.csv", "summary.json"):
        console.say(str(out / name), style="dim")
    console.say(f"Next: autograder report {out}", style="dim")


def show_proofs(proofs: Sequence[Proof], notes: Sequence[str]) -> None:
    """The table; below it the faults, then what needs no hurry."""
    heads = ("full", "zero", "alone", "caught", "named", "desk", "twice", "others", "MB", "s")
    shown = table("", *heads, right=range(1, 1 + len(heads)))
    for proof in proofs:
        shown.add_row(*_proof(proof))
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
    for fault in (fault for proof in proofs for fault in proof.faults):
        console.say("FAIL", fault, style="red")
    for note in notes:
        console.say(f"note: {note}")


def _proof(proof: Proof) -> list[str]:
    found = proof.audit

    def share(kind: str) -> str:
        return f"{found.proved[kind]}/{found.cases[kind]}" if found.cases[kind] else "–"

    def yes(kind: str) -> str:
        if not found.cases[kind]:
            return "–"
        return "yes" if found.proved[kind] == found.cases[kind] else "NO"

    ideas = found.cases["misconception"]
    return [
        ("ok " if not proof.faults else "!! ") + proof.slug,
        yes("reference"),
        yes("starter"),
        share("alone"),
        share("misconception"),
        f"{len(found.named)}/{ideas}" if ideas else "–",
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


def show_audit(proof: Proof) -> None:
    """Which hidden tests catch which wrong idea, and how many each test catches."""
    found = proof.audit
    caught = table(f"{proof.slug}: wrong idea", "caught by", "named")
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


def show_agreement(found: Sequence[Agreement], channels: Sequence[str]) -> None:
    """Whether all channels give the same points, and what differs."""
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
    if not any(each.faults for each in found):
        console.print("All equal, and no canary in anything that a student gets or reads.")
