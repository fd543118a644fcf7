"""A real Dask scheduler with two workers, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.batch import remote
from autograder.batch.pool import _archived
from autograder.judge.service import Order, Task
from autograder.wire.trusted import packed, unpacked


@dataclass
class Cluster:
    """Processes of one small cluster."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path) -> Iterator[Cluster]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    # Not the kit's own folder, and no PYTHONPATH: the workers must get the kit as content.
    place = tmp_path / "elsewhere"
    place.mkdir()
    environment = {**os.environ, "TMPDIR": str(place), "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONPATH", None)

    def start(*words: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        with (place / f"{words[-1]}.log").open("wb") as log:
            return subprocess.Popen(line, cwd=place, env=environment, stdout=log, stderr=log)

    scheduler = start(
        "dask_scheduler", "--host", "127.0.0.1", "--no-dashboard", "--port", str(port)
    )
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--resources", "GPU=1")
    workers = [start("dask_worker", address, *options, "--name", f"w{n}") for n in (1, 2)]
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()
    assert not list(place.glob("autograder-*")), "tests stayed behind on a worker's disk"


SLOW = """
import time

def shout(word, times=1):
    time.sleep(0.4)
    return word
"""


def test_two_runs_on_one_worker_leave_each_others_graders_alone(words):
    order = Order(words.spec.to_json(), options={"isolation": "off"}, workers=1, discard=True)
    slow = words.solutions()[0].read_bytes() + SLOW.encode()

    def graded(run: str, code: bytes) -> list[dict]:
        task = packed(vars(Task({"words.py": code})))
        return [*unpacked(remote.grade_one(_archived(words), run, packed(vars(order)), task))]

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(graded, "one", slow)
        try:
            second = graded("two", words.solutions()[0].read_bytes())
            assert not first.done()
            remote.forget("two")
            messages = first.result()
        finally:
            remote.forget("one")
    assert second[-1]["result"]["complete"]
    assert messages[-1]["result"]["complete"]


def results(out: Path) -> dict[str, dict]:
    found = {}
    for path in sorted(out.glob("*/results.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        data.pop("execution_time")
        found[path.parent.name] = data
    return found


@pytest.mark.slow
def test_a_worker_is_killed_and_the_results_are_those_of_this_machine(
    autograder, classroom, cluster, words, tmp_path
):
    classroom.write_export(words, 12, tmp_path / "export")
    here = autograder("grade", "export", "-a", "01_words", "--out", "here")
    assert here.returncode == 0, here.stderr

    there = tmp_path / "there"
    line = autograder.line("grade", "export", "-a", "01_words", "--out", there)
    line += ["--scheduler", cluster.address, "--gpu-workers"]
    run = subprocess.Popen(
        line, cwd=tmp_path, env=autograder.environment, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 120
    while not list(there.glob("*/results.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    cluster.workers[0].send_signal(signal.SIGKILL)
    _, said = run.communicate(timeout=200)
    assert run.returncode == 0, said
    assert results(there) == results(tmp_path / "here")
    assert len(results(there)) == 12
