"""Finds Otter, which may have an environment of its own, and has it make assignments."""

from __future__ import annotations

import errno
import importlib.util
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import autograder
from autograder.build import assigning
from autograder.course.errors import PackageError

PATIENCE = 60.0  # seconds until a program that has been started must listen

# The socket of a program that has Otter loaded, for as long as `ready` lasts.
_address = ""


def find_otter(root: Path) -> Path:
    """A Python that has Otter: this one, $AUTOGRADER_OTTER, or the environment `.venv-otter`."""
    if importlib.util.find_spec("otter") is not None:
        return Path(sys.executable)
    homes = (root, Path.cwd(), Path(autograder.__file__).parents[1])
    named = os.environ.get("AUTOGRADER_OTTER")
    for path in [Path(named)] if named else [h / ".venv-otter" / "bin" / "python" for h in homes]:
        if path.exists():
            return path
    raise PackageError(
        "the channel otter needs otter-grader, which is not here: `make .venv-otter/.ready`"
        " sets it up beside the course, or pip install 'autograder-kit[otter]' into another"
        " environment and name its Python in $AUTOGRADER_OTTER"
    )


@contextmanager
def ready(root: Path) -> Iterator[None]:
    """Have Otter loaded once for all assignments, beside whatever is done first."""
    global _address
    if not sys.platform.startswith("linux"):
        yield  # each assignment loads it for itself
        return
    with tempfile.TemporaryDirectory() as place:
        _address = os.path.join(place, "otter")
        command = [str(find_otter(root)), assigning.__file__, _address]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        try:
            yield
        finally:
            _address = ""
            process.communicate()


def assign(python: Path, master: Path, target: Path) -> None:
    """Run `otter assign` on a notebook, into a folder."""
    answer = _ask(master, target) if _address else None
    said, code = answer or _run(python, master, target)
    if code or not (target / "autograder").is_dir():
        last = "\n".join(said.strip().splitlines()[-6:])
        raise PackageError(f"`otter assign` failed on the notebook of {master.stem}:\n{last}")


def _ask(master: Path, target: Path) -> tuple[str, int] | None:
    """What it said and its exit code; nothing where nobody answers."""
    with socket.socket(socket.AF_UNIX) as line:
        deadline = time.monotonic() + PATIENCE
        while line.connect_ex(_address) == errno.ENOENT and time.monotonic() < deadline:
            time.sleep(0.01)  # it has only just been started
        try:
            line.sendall(f"{master}\n{target}\n".encode())
            answer = b"".join(iter(lambda: line.recv(1 << 16), b""))
        except OSError:
            return None
    said, end, code = answer.rpartition(b"\0")
    return (said.decode("utf-8", "replace"), int(code)) if end else None


def _run(python: Path, master: Path, target: Path) -> tuple[str, int]:
    """The same with an Otter of its own."""
    command = [str(python), "-m", "otter", "assign", str(master), str(target)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=master.parent,
        env=_environment(),
    )
    return done.stdout + done.stderr, done.returncode


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(autograder.__file__).parents[1])}
