"""Proves a Gradescope zip: unpacks it, grades every case with it, judges the results."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.build.gradescope import build_one, lay_out
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.ideas import misconceptions
from autograder.prove.attack_files import attacks
from autograder.prove.attacks import Verdict, examine, sentence
from autograder.prove.cases import cases_of
from autograder.prove.checks import check_ready
from autograder.prove.desk import Desk, prove_desk
from autograder.prove.proofs import Audit, audit, examples_faults
from autograder.prove.rehearse import Rehearsal, grade_all, rehearse

# Called with the number of steps there are, and after each of them.
Watch = tuple[Callable[[int], None], Callable[[], None]]


@dataclass(frozen=True)
class Wanted:
    """What to prove, and how fast."""

    quick: bool = False
    attacks: bool = False
    jobs: int = 1


@dataclass
class Proof:
    """One assignment's zip, and all that is known about it."""

    slug: str
    audit: Audit = field(default_factory=Audit)
    desk: Desk = field(default_factory=Desk)  # nothing in it where wrong ideas were not proved
    seconds: float = 0.0  # the slower of reference and starter, through run_autograder
    memory: int = 0
    faults: list[str] = field(default_factory=list)
    attacks: list[Verdict] = field(default_factory=list)  # where they were asked for


def prove_all(
    assignments: Sequence[Assignment],
    wanted: Wanted,
    watch: Callable[[Assignment], Watch],
) -> list[Proof]:
    """One assignment beside the other, as far as there are processors.

    Attacks are looked for on the whole machine afterwards, so there it is one after the other.
    """
    beside = 1 if wanted.attacks else max(1, min(wanted.jobs, len(assignments)))
    each = replace(wanted, jobs=max(1, wanted.jobs // beside))

    def one(assignment: Assignment) -> Proof:
        return prove(assignment, each, *watch(assignment))

    def work(assignment: Assignment) -> int:
        return len(misconceptions(assignment)) + len(assignment.alternatives())

    with ThreadPoolExecutor(beside) as pool:
        # The longest first, so that none of them is alone at the end.
        waiting = {a.slug: pool.submit(one, a) for a in sorted(assignments, key=work, reverse=True)}
        proofs = [waiting[assignment.slug].result() for assignment in assignments]
    if not wanted.quick:
        # Tests are collected for it in this very process, which no two threads can do at once.
        for proof, assignment in zip(proofs, assignments):
            proof.desk = prove_desk(assignment)
            proof.faults += proof.desk.faults
    return proofs


def prove(
    assignment: Assignment,
    wanted: Wanted,
    total: Callable[[int], None] = lambda number: None,
    step: Callable[[], None] = lambda: None,
) -> Proof:
    """Build the zip into a folder that is removed again, and prove it there."""
    check_ready(assignment)
    spec, proof = assignment.spec, Proof(assignment.slug)
    cases = cases_of(assignment, wanted.quick)
    total(len(cases))
    with tempfile.TemporaryDirectory(prefix="autograder-verify-") as folder:
        built = build_one(assignment, Path(folder) / "zip", "cpu")
        ground = lay_out(built, Path(folder) / "autograder")

        def heard(sentence: str) -> None:
            proof.faults.append(f"{assignment.slug}: {sentence}")

        try:
            runs = []
            for case in cases[:2]:
                runs.append(rehearse(ground, case))
                _note_rehearsal(proof, assignment, runs[-1])
                step()
            graded = [run.graded for run in runs]
            graded += grade_all(ground, cases[2:], wanted.jobs, step, heard)
        except GradingError as error:
            proof.faults.append(f"{assignment.slug}: {error}")
            return proof
        proof.audit = audit(graded, spec)
        proof.faults += [f for f in proof.audit.faults if f not in proof.faults]
        if wanted.attacks:
            suiting = [each for each in attacks() if each.suits(spec)]
            total(len(cases) + len(suiting))
            _run_attacks(proof, assignment, built, wanted.jobs, step)
    return proof


def _note_rehearsal(proof: Proof, assignment: Assignment, run: Rehearsal) -> None:
    """Time and memory against what course.yml promises for the container."""
    spec, kind = assignment.spec, run.graded.case.kind
    proof.seconds = max(proof.seconds, run.seconds)
    proof.memory = max(proof.memory, run.memory)
    if run.graded.results.get("extra_data", {}).get("complete") is False:
        proof.faults.append(
            f"{spec.slug}: {kind}: the grader in the zip had a problem:\n{run.staff_output[-2000:]}"
        )
        return
    proof.faults += audit([run.graded], spec).faults
    proof.faults += examples_faults(run.graded, assignment)
    # One process computes at a time, so half a core takes twice as long.
    there = run.seconds / min(1.0, spec.container_cpus)
    third = spec.timeout_minutes * 60 / 3
    if there > third:
        proof.faults.append(
            f"{spec.slug}: the {kind} would take {there:.0f} s on {spec.container_cpus:g} CPU; a"
            f" third of the time-out is {third:.0f} s: choose a larger container in course.yml"
            " (container: cpus, memory), or make the tests smaller"
        )
    if run.memory > spec.container_memory:
        proof.faults.append(
            f"{spec.slug}: the {kind} took {run.memory >> 20} MB; the container in course.yml has"
            f" {spec.container_memory >> 20} MB: choose a larger one there and on Gradescope"
        )


def _run_attacks(
    proof: Proof, assignment: Assignment, archive: Path, jobs: int, step: Callable[[], None]
) -> None:
    try:
        proof.attacks = examine(assignment, archive, jobs, step=lambda verdict: step())
    except GradingError as error:
        proof.faults.append(f"{assignment.slug}: attacks: {error}")
    proof.faults += [
        sentence(assignment.slug, verdict) for verdict in proof.attacks if not verdict.contained
    ]
