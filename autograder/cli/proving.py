"""What proves a course: `autograder doctor`, `verify`, and `pilot` on a class that does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from autograder.cli.app import CourseOption, SlugsArgument, app, console, errors
from autograder.course.errors import CourseError, PackageError


@app.command(epilog="Example: `autograder doctor 02_sorting`")
def doctor(
    slugs: SlugsArgument = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="Also ask which pins have newer releases.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write the sums of points into course.yml first.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Look over course and machine; say in plain words what is missing, and what mends it."""
    from datetime import datetime, timezone

    from autograder.course.load import load_course
    from autograder.prove.checks import fix_points
    from autograder.prove.doctor import Finding, look_over
    from autograder.prove.machine import look_around, look_for_newer

    loaded, findings = None, []
    try:
        for assignment in load_course(course).select(slugs or ()) if fix else ():
            for line in fix_points(assignment):
                console.say(f"changed {line}")
        loaded = load_course(course)
    except CourseError as error:
        none = str(error).startswith("no course")
        mend = "autograder new 01_first starts a course here" if none else ""
        findings.append(Finding("wrong", "", str(error), mend))
    if loaded is not None:
        findings += look_over(loaded, datetime.now(timezone.utc), slugs or ())
    findings += look_around(loaded)
    if versions:
        findings += look_for_newer(loaded.facts.requirements if loaded else ())
    for weight, heading in (
        ("wrong", "To mend before a release"),
        ("odd", "Worth a look"),
        ("note", "Good to know"),
    ):
        these = [finding for finding in findings if finding.weight == weight]
        if these:
            console.say(heading, style="bold")
        for finding in these:
            console.say(f"  {finding.line}")
            if finding.mend:
                console.say(f"      {finding.mend}", style="dim")
    if loaded is not None:
        console.say(
            "Whether a wrong idea is caught by one test only shows when it runs:"
            " autograder verify --audit"
        )
    if any(finding.weight == "wrong" for finding in findings):
        raise typer.Exit(1)


@app.command(epilog="Example: `autograder verify 02_sorting`")
def verify(
    slugs: SlugsArgument = None,
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
    from autograder.batch.run import processors
    from autograder.build.channels import chosen_channels
    from autograder.cli.tables import show_agreement, show_audit, show_proofs
    from autograder.course.load import load_course
    from autograder.prove.agreement import IDEAS, agree
    from autograder.prove.rehearse import not_enforced
    from autograder.prove.verify import attack_harness, docker_problem, prove_all, prove_in_docker

    assignments = load_course(course).select(slugs or ())
    harness: Any = attack_harness() if attacks else None
    jobs = jobs or processors()
    if channel is not None:
        # All of them, or the one beside Gradescope's, with which the others are compared.
        named = (*chosen_channels("gradescope", "cpu"), *chosen_channels(channel, "cpu"))
        chosen, ideas = tuple(dict.fromkeys(named)), 2 if quick else IDEAS
        with console.bars() as bar:
            agreed = [agree(each, chosen, ideas, jobs, bar(each.slug)) for each in assignments]
        show_agreement(agreed, [each.name for each in chosen if each.grades])
        if faults := sum(len(each.faults) for each in agreed):
            raise PackageError(f"{faults} differences or leaks: mend the first one above")
        return
    with console.bars() as bar:
        proofs = prove_all(assignments, quick, jobs, lambda each: bar(each.slug))
        # Looked for on the whole machine, so one assignment after the other.
        held = [harness.attack_zip(a, jobs, bar(a.slug)) for a in assignments if harness]
    for proof, verdicts in zip(proofs, held):
        proof.faults += [f"{proof.slug}: {each.sentence}" for each in verdicts if each.reasons]
    notes = [*not_enforced(), *dict.fromkeys(note for proof in proofs for note in proof.notes)]
    if docker and (problem := docker_problem()):
        notes.append(f"--docker skipped: {problem}")
    elif docker:
        for proof, assignment in zip(proofs, assignments):
            proof.faults += prove_in_docker(assignment)
    for proof in proofs if audit else ():
        show_audit(proof)
    show_proofs(proofs, notes)
    for proof, verdicts in zip(proofs, held):
        harness.show(proof.slug, verdicts)
    if faults := sum(len(proof.faults) for proof in proofs):
        raise PackageError(f"{faults} proofs failed: mend the first one above, and verify again")


@app.command(epilog="Example: `autograder pilot 02_sorting`")
def pilot(
    slug: Annotated[str, typer.Argument(help="The assignment.")],
    students: Annotated[int, typer.Option(min=20, help="How many are made up.")] = 200,
    seed: Annotated[int, typer.Option(help="Another seed makes other students.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder; else `pilot/SLUG`.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Ideas at a time; 0: one for each processor.")
    ] = 0,
    course: CourseOption = None,
) -> None:
    """Predict each test's difficulty and separation from the wrong ideas, before the term."""
    from autograder.batch.run import processors
    from autograder.course.load import load_course
    from autograder.prove.pilot import write_pilot

    assignment = load_course(course).assignment(slug)
    target = out or Path("pilot") / slug
    with errors.bars() as bar:
        page = write_pilot(assignment, target, students, seed, jobs or processors(), bar(slug))
    console.say(
        f"{page} and pilot.json written; after the term: autograder report DIR --pilot"
        f" {target / 'pilot.json'}"
    )
