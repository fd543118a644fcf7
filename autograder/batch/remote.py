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
import types
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

# sys.path[0] would be the working folder, where a file called torch.py may lie.
START = "import sys; sys.path[0] = sys.argv[1]; from autograder.judge.service import main; main()"
# One thread for each process, and memory in large pages, which makes its many forks cheaper.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


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


def grade_one(content: bytes, key: str, order: bytes, task: bytes) -> bytes:
    """Grade one submission on this worker, by its service for this grader."""
    # Functions that came by value have globals of their own each time; a module stays.
    home: Any = sys.modules.setdefault("_autograder_service", types.ModuleType("_service"))
    lock: threading.Lock = home.__dict__.setdefault("lock", threading.Lock())
    with lock:
        if (
            "service" not in vars(home)
            or home.key != key
            or home.service.process.poll() is not None
        ):
            forget()
            home.folder = tempfile.mkdtemp(prefix="autograder-")  # 0700: tests are in it
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.extractall(home.folder)
            home.key, home.service = key, Service(home.folder, order)
        service: Service = home.service
    with service.ask(task) as line, line.makefile("rb") as answer:
        return answer.read()


def forget() -> None:
    """End the service: no test stays on a worker's disk after the run."""
    home: Any = sys.modules.get("_autograder_service")
    if service := home and vars(home).pop("service", None):
        service.stop()
        shutil.rmtree(home.folder, ignore_errors=True)
