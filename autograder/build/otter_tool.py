"""Finds Otter, which may have an environment of its own, and has it make assignments."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import autograder
from autograder.course import pins
from autograder.course.errors import PackageError


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
        "the channel otter needs otter-grader, which is not here: python -m pip install"
        f" {pins.of_extra('otter')}, or install it in another environment and name that one's Python"
        " in $AUTOGRADER_OTTER"
    )


def assign(python: Path, master: Path, target: Path) -> None:
    """Run `otter assign` on a notebook, into a folder."""
    done = subprocess.run(
        [str(python), "-m", "otter", "assign", str(master), str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=master.parent,
        env={**os.environ, "PYTHONPATH": str(Path(autograder.__file__).parents[1])},
    )
    if done.returncode or not (target / "autograder").is_dir():
        last = "\n".join(done.stdout.strip().splitlines()[-6:])
        raise PackageError(f"`otter assign` failed on the notebook of {master.stem}:\n{last}")
