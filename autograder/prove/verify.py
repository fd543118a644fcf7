"""Proves a Gradescope zip: unpacks it, grades every case with it, judges the results."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.batch.run import RunProgress
from autograder.build.diagnoses import diagnoses_text
from autograder.build.gradescope import build_one, lay_out
from autograder.build.platform import CHECKOUT
from autograder.course import Assignment, pins
from autograder.course.errors import GradingError, PackageError
from autograder.judge.answers import load_overlay
from autograder.judge.ideas import Idea, misconceptions
from autograder.judge.suite import Suite, collected
from autograder.prove.cases import Trial, cases_of
from autograder.prove.checks import check_ready
from autograder.prove.proofs import Audit, GradedTrial, audit, examples_faults
from autograder.prove.rehearse import Ran, grade_all, rehearse, torch_has_cuda
from autograder.student.desk import Patients
from autograder.student.screen import PublicTest, State
from autograder.testing.check import InProcess, Run
from autograder.testing.digests import Diagnoses

IMAGE = "gradescope/autograder-base:ubuntu-22.04"
DOCKERFILE = f"""\
FROM {IMAGE}
COPY source /autograder/source
RUN bash /autograder/source/setup.sh \\
 && cp /autograder/source/run_autograder /autograder/run_autograder
"""

ATTACKS = CHECKOUT / "tests" / "kit" / "attacks" / "harness.py"


@dataclass
class Proof:
    """One assignment's zip, and all that is known about it."""

    slug: str
    audit: Audit = field(default_factory=Audit)
    seconds: float = 0.0  # the slower of reference and starter, through run_autograder
    memory: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what could not be proved here
    # Each wrong idea that public tests catch: whether the student's folder names it.
    at_desk: dict[str, bool] = field(default_factory=dict)


def prove_all(
    assignments: Sequence[Assignment],
    quick: bool,
    jobs: int,
    watch: Callable[[Assignment], RunProgress],
) -> list[Proof]:
    """One assignment beside the other, as far as there are processors."""
    beside, cases = max(1, min(jobs, len(assignments))), {}

    # Here and for `prove_desk` tests are collected in this process, which no two threads can do;
    # nor can they parse files where Python is older than 3.11.8 or 3.12.2.
    for assignment in assignments:
        check_ready(assignment)
        cases[assignment.slug] = cases_of(assignment, quick)

    def one(assignment: Assignment) -> Proof:
        trials = cases[assignment.slug]
        return prove(assignment, trials, max(1, jobs // beside), watch(assignment))

    with ThreadPoolExecutor(beside) as pool:
        # The longest first, so that none of them is alone at the end.
        longest = sorted(assignments, key=lambda a: len(cases[a.slug]), reverse=True)
        waiting = {a.slug: pool.submit(one, a) for a in longest}
        proofs = [waiting[assignment.slug].result() for assignment in assignments]
    if not quick:
        for proof, assignment in zip(proofs, assignments):
            prove_desk(proof, assignment)
    return proofs


def prove(
    assignment: Assignment, cases: Sequence[Trial], jobs: int, progress: RunProgress
) -> Proof:
    """Build the zip into a folder that is removed again, and prove it there."""
    spec, proof = assignment.spec, Proof(assignment.slug)
    progress.total(len(cases))

    def fault(sentence: str) -> None:
        proof.faults.append(f"{spec.slug}: {sentence}")

    with tempfile.TemporaryDirectory(prefix="autograder-verify-") as folder:
        built = build_one(assignment, Path(folder) / "zip", "cpu")
        ground = lay_out(built, Path(folder) / "autograder")
        try:
            all_graded = []
            for case in cases[:2]:
                graded, ran = rehearse(ground, case)
                _note_rehearsal(proof, assignment, graded, ran)
                all_graded.append(graded)
                progress.step()
            all_graded += grade_all(ground, cases[2:], jobs, replace(progress, note=fault))
        except GradingError as error:
            fault(str(error))
            return proof
        proof.audit = audit(all_graded, spec)
        proof.faults += [f for f in proof.audit.faults if f not in proof.faults]
    return proof


def _note_rehearsal(proof: Proof, assignment: Assignment, graded: GradedTrial, ran: Ran) -> None:
    """Time and memory against what course.yml promises for the container."""
    spec, kind = assignment.spec, graded.case.kind
    proof.seconds = max(proof.seconds, ran.seconds)
    proof.memory = max(proof.memory, ran.memory)
    if graded.results.get("extra_data", {}).get("complete") is False:
        proof.faults.append(
            f"{spec.slug}: {kind}: the grader in the zip had a problem:\n{ran.said[-2000:]}"
        )
        return
    proof.faults += audit([graded], spec).faults
    proof.faults += examples_faults(graded, spec.slug)
    # One process computes at a time, so half a core takes twice as long.
    there = ran.seconds / min(1.0, spec.container_cpus)
    third = spec.timeout_minutes * 60 / 3
    if there > third:
        proof.faults.append(
            f"{spec.slug}: the {kind} would take {there:.0f} s on {spec.container_cpus:g} CPU; a"
            f" third of the time-out is {third:.0f} s: choose a larger container in course.yml"
            " (container: cpus, memory), or make the tests smaller"
        )
    if ran.memory <= spec.container_memory:
        return
    if "torch" in pins.names(spec.requirements) and torch_has_cuda():
        proof.notes.append(
            f"MB is above the {spec.container_memory >> 20} MB of the container, which says nothing"
            " of it: torch here is built with CUDA and takes hundreds of MB more than the grader's;"
            " `verify --docker` tries the grader's own"
        )
    else:
        proof.faults.append(
            f"{spec.slug}: the {kind} took {ran.memory >> 20} MB; the container in course.yml has"
            f" {spec.container_memory >> 20} MB: choose a larger one there and on Gradescope"
        )


def prove_desk(proof: Proof, assignment: Assignment) -> None:
    """Whether the student's folder names the wrong ideas that its own tests catch."""
    known = Diagnoses.of_text(diagnoses_text(assignment))
    with collected(assignment) as suite, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an idea is meant to be wrong: nobody should hear of it
        for idea in misconceptions(assignment):
            failed = _failed_at_desk(suite, idea, known)
            said = [test for test in failed if test.diagnosis.startswith("It looks like")]
            if any(test.problem in idea.functions for test in failed):
                proof.at_desk[idea.name] = any(idea.title in test.diagnosis for test in said)
            proof.faults += [
                f"{proof.slug}: misconception {idea.name}: the student's folder says of"
                f" {test.problem}: {test.diagnosis.partition(chr(10))[0]}"
                for test in said
                if idea.title not in test.diagnosis
            ]


def _failed_at_desk(suite: Suite, idea: Idea, known: Diagnoses) -> list[PublicTest]:
    """What a student with this idea is shown: the tests of its functions, and of what calls them."""
    costs = suite.assignment.spec.costs_twice
    changed = {*idea.functions}
    concerned = changed.union(*(costs.get(function, {}) for function in changed))
    tests = [f for f in suite.facts if f.public]
    tests = [f for f in tests if f.problem in concerned or changed.intersection(f.marks.builds_on)]
    # All other functions are the reference's.
    patients = Patients(known, lambda problem: False, costs)
    patients.expect(facts.problem for facts in tests)
    results, module = [], load_overlay(suite.assignment, idea)
    for facts in tests:
        run = suite.call(facts, Run(facts.problem, InProcess(module)))
        state: State = "passed" if run.status == "passed" else "failed"
        results.append(PublicTest(facts.problem, facts.title, state))
        patients.note(facts.id.rpartition("::")[2], results[-1], run.cases, facts.marks)
    return [test for test in patients.diagnosed(results) if test.state == "failed"]


def attack_harness() -> Any:
    """The module that hands in this repository's attack submissions, and stands beside them."""
    if not ATTACKS.is_file():
        raise PackageError(
            f"{ATTACKS} is missing: `verify --attacks` needs the repository's attack submissions;"
            " run it from a checkout of the repository"
        )
    return SimpleNamespace(**runpy.run_path(str(ATTACKS)))


def docker_problem() -> str:
    """Why Docker cannot be used here; empty where it can."""
    if shutil.which("docker") is None:
        return "there is no docker command on this machine"
    asked = subprocess.run(["docker", "info"], capture_output=True, text=True)
    return "" if asked.returncode == 0 else "the Docker engine does not answer"


def prove_in_docker(assignment: Assignment) -> list[str]:
    """The same in Gradescope's own image, for reference and starter; returns faults."""
    spec, tag = assignment.spec, f"autograder-verify-{assignment.slug}"
    with tempfile.TemporaryDirectory(prefix="autograder-docker-") as name:
        built = build_one(assignment, Path(name) / "zip", "cpu")
        ground = lay_out(built, Path(name) / "autograder")
        (ground.root / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
        made = subprocess.run(
            ["docker", "build", "--quiet", "--tag", tag, str(ground.root)],
            capture_output=True,
            text=True,
        )
        if made.returncode:
            return [f"{spec.slug}: docker build failed:\n{made.stderr[-2000:]}"]
        command = [
            "docker", "run", "--rm",
            "--memory", str(spec.container_memory), "--cpus", str(spec.container_cpus),
            "--volume", f"{ground.submission}:/autograder/submission",
            "--volume", f"{ground.results_file.parent}:/autograder/results",
            tag, "/autograder/run_autograder",
        ]  # fmt: skip
        faults = []
        for case in cases_of(assignment, quick=True)[:2]:
            try:
                graded, ran = rehearse(ground, case, command)
            except GradingError as error:
                faults.append(f"{spec.slug}: {error}")
                continue
            faults += audit([graded], spec).faults
            if ran.code:
                faults.append(f"{spec.slug}: {case.kind}: run_autograder ended with an error")
        return faults
