"""A grading service as a process beside this one: on this machine, or in a cluster's worker.

The functions of this module travel by value: a worker needs this kit neither installed nor on a
shared disk. So nothing but the standard library is imported here, and messages are bytes.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import types
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# sys.path[0] would be the working folder, where a file called torch.py may lie.
START = "import sys; sys.path[0] = sys.argv[1]; from autograder.judge.service import main; main()"
# One thread for each process, and memory in large pages, which makes its many forks cheaper.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
# Seconds: a service that nobody has asked for so long is that of a run that was killed.
IDLE = 600.0


class Service:
    """One service of the kit in a folder, from its start to its end."""

    def __init__(
        self,
        kit: str,
        order: bytes,
        python: Sequence[str] = (sys.executable,),
        environment: Mapping[str, str] | None = None,
        log: int = 2,
    ) -> None:
        self.control, theirs = socket.socketpair()
        self.control.sendall(order)
        with theirs:
            self.process = subprocess.Popen(
                [*python, "-c", START, kit],
                stdin=theirs.fileno(),
                stdout=log,
                stderr=log,
                # A session of its own: Ctrl-C on the terminal is for this process to handle.
                start_new_session=True,
                env=environment or {**os.environ, **ENVIRONMENT},
            )

    def ask(self, task: bytes) -> socket.socket:
        """What comes of a task is said by this line, which ends early where the service dies."""
        ours, theirs = socket.socketpair()
        with contextlib.suppress(OSError):
            with theirs:
                socket.send_fds(self.control, [b"l"], [theirs.fileno()])
            ours.sendall(task)
        return ours

    def stop(self) -> None:
        """Hang up; what does not end by itself is ended."""
        self.control.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def carry(content: bytes) -> bytes:
    """The packed grader, as a task's result: the scheduler brings it wherever it is needed."""
    return content


@dataclass
class Kept:
    """The service of one run, on one worker."""

    service: Service
    folder: str
    asked: int = 0  # tasks that it is at
    last: float = 0.0  # when it ended one


def _at_home() -> tuple[threading.Lock, dict[str, Kept]]:
    """The services on this worker, by the run that each is for, and the lock over them."""
    # Functions that came by value have globals of their own each time; a module stays.
    home = vars(sys.modules.setdefault("_autograder_services", types.ModuleType("_services")))
    return home.setdefault("lock", threading.Lock()), home.setdefault("kept", {})


def grade_one(content: bytes, run: str, order: bytes, task: bytes) -> bytes:
    """Grade one submission on this worker, by its service for this run."""
    lock, home = _at_home()
    with lock:
        if run not in home or home[run].service.process.poll() is not None:
            now = time.monotonic()
            idle = [
                name for name, kept in home.items() if not kept.asked and now > kept.last + IDLE
            ]
            for name in (run, *idle):
                forget(name)
            folder = tempfile.mkdtemp(prefix="autograder-")  # 0700: tests are in it
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.extractall(folder)
            home[run] = Kept(Service(folder, order), folder)
        mine = home[run]
        mine.asked += 1
    try:
        with mine.service.ask(task) as line, line.makefile("rb") as answer:
            return answer.read()
    finally:
        with lock:
            mine.asked, mine.last = mine.asked - 1, time.monotonic()


def forget(run: str) -> None:
    """End the run's service: no test of it stays on a worker's disk."""
    if kept := _at_home()[1].pop(run, None):
        kept.service.stop()
        shutil.rmtree(kept.folder, ignore_errors=True)
