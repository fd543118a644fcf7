"""Finds the real nbgrader and the real Otter, which may have environments of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import autograder
from autograder.course import pins
from autograder.course.errors import GradingError

KIT = Path(autograder.__file__).parents[1]
# What each must be able to import to grade; packaging for Otter takes a small part of it.
GRADES = {"otter": "otter.run.run_autograder", "nbgrader": "nbgrader.apps"}


def find_tool(name: str, root: Path) -> Path:
    """The environment that has it: this one, that of the Python in $AUTOGRADER_…, or `.venv-…`."""
    variable = f"AUTOGRADER_{name.upper()}"
    named = os.environ.get(variable)
    homes = [home / f".venv-{name}" / "bin" / "python" for home in (root, Path.cwd(), KIT)]
    for python in dict.fromkeys([Path(named)] if named else [Path(sys.executable), *homes]):
        ask = [str(python), "-W", "ignore", "-c", f"import {GRADES[name]}"]
        if python.exists() and not subprocess.run(ask, capture_output=True).returncode:
            return python.parent.parent
    raise GradingError(
        f"grading with {name} takes the whole of it, in this environment or another: python -m pip"
        f" install {pins.of_extra(name)}, and name that environment's Python in ${variable}"
    )


def run_tool(home: Path, *command: str, cwd: Path) -> str:
    """Run a tool as its environment has it, with the kit of this very checkout."""
    done = subprocess.run(
        [str(home / "bin" / command[0]), *command[1:]],
        cwd=cwd,
        env={
            **{k: v for k, v in os.environ.items() if k != "PYTEST_DISABLE_PLUGIN_AUTOLOAD"},
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(KIT),
            "OMP_NUM_THREADS": "1",
            "JUPYTER_PLATFORM_DIRS": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise GradingError(f"`{' '.join(command)}` failed:\n{done.stdout[-3000:]}")
    return done.stdout
