"""What runs inside a cluster's worker: a grading service beside it, fed with content only.

The functions of this module travel by value: a worker needs this kit neither installed nor on a
shared disk. So nothing but the standard library is imported here.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import types
import weakref
import zipfile
from typing import Any

HEAD = 8
DEATHS = 3  # of the service under one submission, before it is given up
# sys.path[0] would be the working folder, where a file called torch.py may lie.
START = "import sys; sys.path[0] = sys.argv[1]; from autograder.batch.service import main; main()"
# One thread for each process, and memory in large pages, which makes its many forks cheaper.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


def carry(content: bytes) -> bytes:
    """The packed grader, as a task's result: the scheduler brings it wherever it is needed."""
    return content


def grade_one(content: bytes, order: str, task: str) -> str:
    """Grade one submission on this worker; JSON in, JSON out."""
    fields: dict[str, Any] = json.loads(order)
    message: dict[str, Any] = json.loads(task)
    for _ in range(DEATHS):
        service = _service(content, fields)
        answer = service.ask(message)
        if answer is not None:
            return json.dumps({"facts": service.facts, **answer})
        service.stop()
        if "error" in service.facts:
            return json.dumps({"facts": service.facts, "number": message["number"]})
    trouble = f"the grading process of a cluster's worker died under it {DEATHS} times"
    return json.dumps(
        {"facts": {}, "number": message["number"], "result": None, "trouble": trouble}
    )


def _service(content: bytes, order: dict[str, Any]) -> Any:
    """This worker's service for this grader, started where there is none."""
    # Functions that came by value have globals of their own each time; a module stays.
    home: Any = sys.modules.setdefault("_autograder_services", types.ModuleType("_services"))
    lock: threading.Lock = home.__dict__.setdefault("lock", threading.Lock())
    with lock:
        key = order["key"]
        service = getattr(home, "service", None)
        if service is not None and (service.key != key or service.dead):
            service.stop()
            service = None
        if service is None:
            service = home.service = _Service(content, order)
        return service


def forget() -> None:
    """End the service: no test stays on a worker's disk after the run."""
    home: Any = sys.modules.get("_autograder_services")
    service = getattr(home, "service", None)
    if service is not None:
        service.stop()


class _Service:
    """A grading service in its own process, with a thread that hands answers out."""

    def __init__(self, content: bytes, order: dict[str, Any]) -> None:
        self.key = order["key"]
        self.dead = False
        self.facts: dict[str, Any] = {}
        self.answers: dict[int, dict[str, Any]] = {}
        self.news = threading.Condition()
        self.folder = tempfile.mkdtemp(prefix="autograder-")  # 0700: tests and reference are in it
        # A worker that ends in good order leaves nothing behind.
        self._clean = weakref.finalize(self, shutil.rmtree, self.folder, True)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            packed.extractall(self.folder)
        root = os.path.join(self.folder, "course")
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, os.path.join(self.folder, "kit")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, **ENVIRONMENT},
        )
        self._send({**order, "root": root, "hide": [self.folder], "discard": self.folder})
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """The answer to one task, or nothing where the service died."""
        number = message["number"]
        try:
            self._send(message)
        except (OSError, ValueError):
            self.dead = True
        with self.news:
            self.news.wait_for(lambda: self.dead or number in self.answers)
            return self.answers.pop(number, None)

    def stop(self) -> None:
        self.dead = True
        with contextlib.suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._clean()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode("ascii")
        with self.news:
            self.process.stdin.write(len(body).to_bytes(HEAD, "big") + body)  # type: ignore[union-attr]
            self.process.stdin.flush()  # type: ignore[union-attr]

    def _listen(self) -> None:
        pipe: Any = self.process.stdout
        while len(head := pipe.read(HEAD)) == HEAD:
            body = pipe.read(int.from_bytes(head, "big"))
            try:
                message = json.loads(body)
            except ValueError:
                break
            with self.news:
                if message.get("ready") or "error" in message:
                    self.facts = message
                elif "result" in message:
                    self.answers[message["number"]] = message
                self.news.notify_all()
        with self.news:
            self.dead = True
            self.news.notify_all()
