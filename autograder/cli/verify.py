"""`autograder verify`: the proof of a release, in the packaged zip."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.app import CourseOption, app, console

if TYPE_CHECKING:
    from rich.progress import Progress

    from autograder.course import Assignment
    from autograder.prove.verify import Watch


@app.command(epilog="Example: `autograder verify 02_sorting`")
def verify(
    slugs: Annotated[list[str] | None, typer.Argument(help="Assignments; all if none.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Reference, starter and single functions only.")
    ] = False,
    docker: Annotated[
        bool, typer.Option("--docker", help="Also in Gradescope's own image, with Docker.")
    ] = False,
    attacks: Annotated[
        bool, typer.Option("--attacks", help="Also submissions that try to cheat.")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="List which tests catch which wrong idea.")
    ] = False,
    channel: Annotated[
        str | None,
        typer.Option(
            help="Instead: the same points in every channel; one beside Gradescope, or all."
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Submissions at a time; 0: one for each processor.")
    ] = 0,
    course: CourseOption = None,
) -> None:
    """Prove each zip: reference full, starter zero, wrong ideas caught, other right ways full."""
    from rich.progress import Progress

    from autograder.cli.attack_table import show_attacks
    from autograder.cli.channel_table import show_agreement, verified_channels
    from autograder.cli.proof_table import show_audit, show_proofs
    from autograder.course.errors import PackageError
    from autograder.course.load import load_course
    from autograder.prove.channels import IDEAS, agree
    from autograder.prove.docker import docker_problem, prove_in_docker
    from autograder.prove.rehearse import not_enforced
    from autograder.prove.verify import Wanted, prove_all

    assignments = load_course(course).select(slugs or ())
    jobs = jobs or os.cpu_count() or 1
    if channel is not None:
        chosen, ideas = verified_channels(channel), 2 if quick else IDEAS
        with Progress(console=console, transient=True) as progress:
            agreed = [
                agree(each, chosen, ideas, jobs, *_bar(progress, each)) for each in assignments
            ]
        show_agreement(console, agreed, [each.name for each in chosen if each.grades])
        return
    wanted = Wanted(quick, attacks, jobs)
    with Progress(console=console, transient=True) as progress:
        proofs = prove_all(assignments, wanted, partial(_bar, progress))
    if docker and not docker_problem():
        for proof, assignment in zip(proofs, assignments):
            proof.faults += prove_in_docker(assignment)
    notes = not_enforced()
    if docker and (problem := docker_problem()):
        notes.append(f"--docker skipped: {problem}")
    if audit:
        for proof in proofs:
            show_audit(console, proof)
    show_proofs(console, proofs, notes)
    for proof in proofs:
        if proof.attacks:
            show_attacks(console, proof.slug, proof.attacks)
    faults = sum(len(proof.faults) for proof in proofs)
    if faults:
        raise PackageError(f"{faults} proofs failed: mend the first one above, and verify again")


def _bar(progress: Progress, assignment: Assignment) -> Watch:
    """A bar of its own for an assignment."""
    bar = progress.add_task(assignment.slug, total=None)
    return (
        lambda number: progress.update(bar, total=number),
        lambda: progress.advance(bar),
    )
