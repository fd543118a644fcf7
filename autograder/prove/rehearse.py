"""Runs an unpacked zip as Gradescope would: its folders, its user, its capabilities."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.batch.pool import grade_here
from autograder.batch.remote import Service
from autograder.batch.run import RunProgress
from autograder.build.platform import Files
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.judge.at_gradescope import Layout
from autograder.judge.results import GradingResult, result_from, to_json
from autograder.judge.service import Order, Task
from autograder.prove.cases import Trial
from autograder.prove.proofs import GradedTrial, graded_from
from autograder.sandbox.processes import family, proportional, resident

# What a root has in a container that Docker started without further options.
DOCKER_CAPABILITIES = (
    "chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
    "net_bind_service", "net_raw", "sys_chroot", "mknod", "audit_write", "setfcap",
)  # fmt: skip

# Several at a time on a busy machine: what is proved here is right and wrong, not speed.
PATIENCE = 6

PAUSE = 0.03  # seconds between two rough looks at the memory
EXACT = 8  # looks after which one is exact in any case


@dataclass
class Ran:
    """What came of one start of a grader's command."""

    said: str = ""  # for staff
    code: int = 0
    seconds: float = 0.0
    memory: int = 0  # bytes at the peak, all processes together; 0 where the system does not tell


def not_enforced() -> list[str]:
    """What a rehearsal on this machine cannot do as Gradescope does."""
    if os.geteuid() != 0:
        return ["not root: file permissions and users of their own were not rehearsed"]
    if shutil.which("setpriv") is None:
        return ["setpriv is missing (package util-linux): run with all of root's capabilities"]
    return []


def torch_has_cuda() -> bool:
    """Whether graders here find torch built with CUDA: importing it takes hundreds of MB more."""
    python = f"{environment(Path())['AUTOGRADER_VENV']}/bin/python"
    asked = [python, "-I", "-c", "import torch; print(torch.version.cuda or '')"]
    done = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.returncode == 0 and bool(done.stdout.strip())


def as_in_docker(command: Sequence[str]) -> list[str]:
    """The command with no more power than a container gives."""
    if not_enforced():
        return list(command)
    kept = ",".join(f"+{name}" for name in DOCKER_CAPABILITIES)
    return ["setpriv", f"--bounding-set=-all,{kept}", "--inh-caps=-all", *command]


def run_there(command: Sequence[str], root: Path, **more: str) -> Ran:
    """A command in the folder `root`, told what a grader is told and `more`; measured."""
    start = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=root,
        env={**environment(root), **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with peak_memory(process.pid) as ran:
        ran.said, _ = process.communicate()
    ran.code, ran.seconds = process.returncode, time.monotonic() - start
    return ran


@contextmanager
def peak_memory(pid: int) -> Iterator[Ran]:
    """Watch a process and its descendants for the duration of a block; shared pages count once."""
    peak, over = Ran(), threading.Event()

    def watch() -> None:
        # The exact figure takes the kernel some milliseconds for each process, in which that one
        # must wait: so it is asked for when the rough one is higher than ever, and now and then.
        roughest, looks = 0, 0
        while not over.wait(PAUSE):
            pids, looks = family([pid]), looks + 1
            rough = sum(map(resident, pids))
            if rough > roughest or looks % EXACT == 0:
                peak.memory = max(peak.memory, sum(map(proportional, pids)))
                roughest = max(roughest, rough)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def rehearse(ground: Layout, case: Trial, command: Sequence[str] = ()) -> tuple[GradedTrial, Ran]:
    """One submission through run_autograder, or through another command that ends in it."""
    shutil.rmtree(ground.submission)
    ground.submission.mkdir()
    for name, text in case.files.items():
        (ground.submission / name).write_text(text, encoding="utf-8")
    ground.results_file.unlink(missing_ok=True)
    command = command or as_in_docker([str(ground.root / "run_autograder")])
    ran = run_there(command, ground.root)
    if not ground.results_file.is_file():
        raise GradingError(
            f"{case.kind} {case.name}: no results.json was written; the grader said:\n{ran.said}"
        )
    return graded_from(ground.results_file.read_text(encoding="utf-8"), case), ran


def task(number: int, files: Files, only: Collection[str] | None = None) -> Task:
    """What a service of a judge is handed for one submission."""
    data = {name: text.encode() for name, text in files.items()}
    return Task(data, number=number, only=None if only is None else tuple(only))


def grade_all(
    ground: Layout, cases: Sequence[Trial], jobs: int, progress: RunProgress
) -> list[GradedTrial]:
    """All cases by one service of the unpacked zip, which loads everything once.

    What that service finds out about the tests themselves is noted.
    """
    tasks = [task(number, each.files, each.only) for number, each in enumerate(cases)]

    said: set[str] = set()

    def ready(facts: dict[str, Any]) -> None:
        for sentence in facts["faults"]:
            if sentence not in said:
                progress.note(sentence)
        said.update(facts["faults"])

    graded: dict[int, GradedTrial] = {}
    for number, result in grade_tasks(ground, tasks, jobs, ready):
        graded[number] = graded_from(to_json(result), cases[number])
        progress.step()
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
            for task, message in grade_here(order, iter(tasks), start):
                if "facts" in message:
                    ready(message["facts"])
                if message.get("trouble"):
                    raise GradingError(message["trouble"])
                if "result" in message:
                    yield task.number, result_from(message["result"])
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
