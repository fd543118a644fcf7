"""Runs an unpacked zip as Gradescope would: its folders, its user, its capabilities."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.batch.pool import Watch, grade_here
from autograder.batch.remote import Service
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.gradescope import Layout
from autograder.judge.judges import Task
from autograder.judge.results import GradingResult, result_from, to_json, with_faults
from autograder.judge.service import Order
from autograder.prove.cases import Case
from autograder.prove.memory import peak_memory
from autograder.prove.proofs import Graded
from autograder.prove.schema import faults_in

# What a root has in a container that Docker started without further options.
DOCKER_CAPABILITIES = (
    "chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
    "net_bind_service", "net_raw", "sys_chroot", "mknod", "audit_write", "setfcap",
)  # fmt: skip

# Several at a time on a busy machine: what is proved here is right and wrong, not speed.
PATIENCE = 6


@dataclass(frozen=True)
class Rehearsal:
    """One true run of run_autograder."""

    graded: Graded
    seconds: float
    memory: int  # bytes at the peak, all processes together
    staff_output: str


def not_enforced() -> list[str]:
    """What a rehearsal on this machine cannot do as Gradescope does."""
    if os.geteuid() != 0:
        return ["not root: file permissions and users of their own were not rehearsed"]
    if shutil.which("setpriv") is None:
        return ["setpriv is missing (package util-linux): run with all of root's capabilities"]
    return []


def as_in_docker(command: Sequence[str]) -> list[str]:
    """The command with no more power than a container gives."""
    if not_enforced():
        return list(command)
    kept = ",".join(f"+{name}" for name in DOCKER_CAPABILITIES)
    return ["setpriv", f"--bounding-set=-all,{kept}", "--inh-caps=-all", *command]


def rehearse(ground: Layout, case: Case) -> Rehearsal:
    """One submission through run_autograder, with time and memory taken."""
    shutil.rmtree(ground.submission)
    _write(ground.submission, case)
    ground.results_file.unlink(missing_ok=True)
    start = time.monotonic()
    process = subprocess.Popen(
        as_in_docker([str(ground.root / "run_autograder")]),
        env=environment(ground.root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with peak_memory(process.pid) as peak:
        output, _ = process.communicate()
    seconds = time.monotonic() - start
    graded = Graded(case, _results(ground.results_file, case, output))
    return Rehearsal(graded, seconds, peak.bytes, output)


def grade_all(
    ground: Layout,
    cases: Sequence[Case],
    jobs: int,
    finished: Callable[[], None] = lambda: None,
    fault: Callable[[str], None] = lambda sentence: None,
) -> list[Graded]:
    """All cases by one service of the unpacked zip, which loads everything once.

    `fault` hears what that service finds out about the tests themselves.
    """
    tasks = [
        Task(
            number,
            {name: text.encode() for name, text in case.files.items()},
            only=None if case.only is None else tuple(case.only),
        )
        for number, case in enumerate(cases)
    ]

    def ready(facts: dict[str, Any]) -> None:
        for sentence in facts["faults"]:
            fault(sentence)

    graded: dict[int, Graded] = {}
    for number, result in grade_tasks(ground, tasks, jobs, ready):
        graded[number] = Graded(cases[number], _checked(to_json(result), cases[number]))
        finished()
    return [graded[number] for number in range(len(cases))]


def grade_tasks(
    ground: Layout,
    tasks: Sequence[Task],
    jobs: int,
    ready: Callable[[dict[str, Any]], None] = lambda facts: None,
) -> Iterator[tuple[int, GradingResult]]:
    """Any submissions, by number, graded by one service of the unpacked zip."""
    spec = Assignment.packaged(ground.source).spec
    spec = replace(spec, seconds=spec.seconds * PATIENCE)
    order = Order(spec.to_json(), workers=jobs, expected=len(tasks), proof=True)
    kit, told = str(ground.source), environment(ground.root)
    python = as_in_docker([f"{told['AUTOGRADER_VENV']}/bin/python", "-I", "-X", "utf8"])
    with tempfile.TemporaryFile() as log:

        def start(order: bytes) -> Service:
            return Service(kit, order, python, told, log.fileno())

        try:
            for graded in grade_here(order, iter(tasks), Watch(ready=ready), start):
                if graded.result is None:
                    raise GradingError(graded.trouble)
                yield graded.number, with_faults(result_from(graded.result))
        except GradingError as error:
            log.seek(0)
            said = log.read().decode(errors="replace").strip()
            raise GradingError(f"the grader in the zip failed: {error}\n{said}") from None


def environment(root: Path) -> dict[str, str]:
    """What the grader is told; nothing else of this process reaches it."""
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "AUTOGRADER_ROOT": str(root),
        "AUTOGRADER_VENV": os.environ.get("AUTOGRADER_VENV", sys.prefix),
        "OMP_NUM_THREADS": "1",
    }


def _write(folder: Path, case: Case) -> None:
    folder.mkdir(parents=True)
    for name, text in case.files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _results(path: Path, case: Case, output: str) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise GradingError(
            f"{case.kind} {case.name}: no results.json was written; the grader said:\n{output}"
        ) from None
    return _checked(text, case)


def _checked(text: str, case: Case) -> dict[str, object]:
    faults = faults_in(text)
    if faults:
        raise GradingError(f"{case.kind} {case.name}: {faults[0]}")
    data: dict[str, object] = json.loads(text)
    return data
