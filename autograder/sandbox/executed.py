"""Processes of the sandbox as newly executed programs: where a fork after `import torch` is unsafe.

Slower, for every worker imports its libraries again, but the same steps from there on.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox.limits import Conditions, Isolation
from autograder.sandbox.worker import live

# What a worker finds in its environment, besides HOME and TMPDIR.
CLEAN = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def wanted_here() -> bool:
    """Whether this machine, or whoever tests on it, asks for fresh processes."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("AUTOGRADER_FRESH_WORKERS"))


def execute(module: str, function: str, fds: Sequence[int], *plain: object) -> int:
    """Start a function of the sandbox in a fresh Python that has these descriptors; its id.

    `plain` is what it is called with, the descriptors' numbers among it.
    """
    for fd in fds:
        os.set_inheritable(fd, True)
    here = str(Path(__file__).resolve().parents[2])
    path = [os.path.abspath(entry) for entry in sys.path]
    code = (
        f"import sys; sys.path[:] = {[here, *(entry for entry in path if entry != here)]!r}; "
        f"from autograder.sandbox import {module}; {module}.{function}{plain!r}"
    )
    return os.posix_spawn(sys.executable, [sys.executable, "-I", "-c", code], dict(CLEAN))


def load(preload: Sequence[str]) -> None:
    """Import what workers shall find loaded."""
    for module in preload:
        importlib.import_module(module)
        if module == "numpy":
            importlib.import_module("numpy.random")  # every worker seeds it


def launch(conditions: Conditions, isolation: Isolation, *fds: int | None) -> int:
    """Execute a worker's process: its channel, its output, and Landlock's rules where it has some."""
    kept = [fd for fd in fds if fd is not None]
    return execute("executed", "be_worker", kept, conditions.to_data(), vars(isolation), *fds)


def be_worker(conditions: dict[str, Any], place: dict[str, Any], *fds: Any) -> NoReturn:
    """The life of a worker's process up to where a forked one begins."""
    isolation = Isolation(**place)
    load(isolation.preload or ())
    live(Conditions.from_data(conditions), isolation, *fds)
