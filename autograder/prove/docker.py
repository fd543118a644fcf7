"""The same proof in Gradescope's own image, where a Docker engine is at hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from autograder.build.gradescope import build_one, lay_out
from autograder.course import Assignment
from autograder.prove.cases import cases_of
from autograder.prove.proofs import Graded, audit
from autograder.prove.schema import faults_in

IMAGE = "gradescope/autograder-base:ubuntu-22.04"


def docker_problem() -> str:
    """Why Docker cannot be used here; empty where it can."""
    if shutil.which("docker") is None:
        return "there is no docker command on this machine"
    asked = subprocess.run(["docker", "info"], capture_output=True, text=True)
    return "" if asked.returncode == 0 else "the Docker engine does not answer"


def prove_in_docker(assignment: Assignment) -> list[str]:
    """Build the image as Gradescope does, grade reference and starter; returns faults."""
    spec = assignment.spec
    with tempfile.TemporaryDirectory(prefix="autograder-docker-") as name:
        folder = Path(name)
        built = build_one(assignment, folder / "zip", "cpu")
        lay_out(built, folder / "autograder")
        (folder / "Dockerfile").write_text(
            f"FROM {IMAGE}\nCOPY autograder/source /autograder/source\n"
            "RUN bash /autograder/source/setup.sh"
            " && cp /autograder/source/run_autograder /autograder/run_autograder\n",
            encoding="utf-8",
        )
        tag = f"autograder-verify-{spec.slug}"
        made = subprocess.run(
            ["docker", "build", "--quiet", "--tag", tag, name], capture_output=True, text=True
        )
        if made.returncode:
            return [f"{spec.slug}: docker build failed:\n{made.stderr[-2000:]}"]
        faults = []
        for case in cases_of(assignment, quick=True)[:2]:
            place = folder / case.kind
            for part in ("submission", "results"):
                (place / part).mkdir(parents=True)
            for file, text in case.files.items():
                (place / "submission" / file).write_text(text, encoding="utf-8")
            run = subprocess.run(
                [
                    "docker", "run", "--rm",
                    "--memory", str(spec.container_memory), "--cpus", str(spec.container_cpus),
                    "--volume", f"{place}/submission:/autograder/submission",
                    "--volume", f"{place}/results:/autograder/results",
                    tag, "/autograder/run_autograder",
                ],
                capture_output=True,
                text=True,
            )  # fmt: skip
            text = (place / "results" / "results.json").read_text(encoding="utf-8")
            wrong = faults_in(text)
            faults += wrong or audit([Graded(case, json.loads(text))], spec).faults
            if run.returncode:
                faults.append(f"{spec.slug}: {case.kind}: run_autograder ended with an error")
        return faults
