"""One spawner for all tests of the sandbox, and a short way to run a few lines of student code."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.sandbox import Keeper, Limits, Spawner
from autograder.testing.outcome import Outcome

Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def spawner() -> Iterator[Spawner]:
    os.environ["HARNESS_CANARY"] = "canary-in-the-environment"
    with Spawner.start(preload=("torch", "numpy")) as started:
        yield started


@pytest.fixture
def keeper(spawner: Spawner) -> Iterator[Keeper]:
    with spawner.keeper() as opened:
        yield opened


@pytest.fixture
def run(keeper: Keeper) -> Run:
    """`run(source, *args)` imports the source in a fresh worker and calls its function `f`."""

    def run(source: str, *args: Any, limits: Limits | None = None, **more: Any) -> Outcome:
        files = {"work.py": textwrap.dedent(source).encode()}
        with keeper.worker(module="work", files=files, limits=limits, **more) as worker:
            imported = worker.start()
            return worker.call("f", args) if imported.kind == "returned" else imported

    return run


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give workers own users")
