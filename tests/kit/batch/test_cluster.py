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
from dataclasses import dataclass
from pathlib import Path

import pytest


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
