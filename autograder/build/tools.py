"""Finds and runs Otter and nbgrader, which may have environments of their own."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path

import autograder
from autograder.course import pins
from autograder.course.errors import PackageError

KIT = Path(autograder.__file__).parents[1]


@functools.cache
def find_tool(name: str, root: Path, module: str = "") -> Path:
    """An environment that can import the module: this one, $AUTOGRADER_…'s, or `.venv-…`."""
    variable, asked = f"AUTOGRADER_{name.upper()}", module or name
    homes = [home / f".venv-{name}" / "bin" / "python" for home in (root, Path.cwd(), KIT)]
    named = os.environ.get(variable)
    for python in (Path(sys.executable), *([Path(named)] if named else homes)):
        ask = [str(python), "-W", "ignore", "-c", f"import {asked}"]
        if python.exists() and not subprocess.run(ask, capture_output=True).returncode:
            return python.parent.parent
    raise PackageError(
        f"the channel {name} needs {asked}, which is not here: python -m pip install"
        f" {pins.of_extra(name)}, or install it in another environment and name that one's Python"
        f" in ${variable}"
    )


def run_tool(home: Path, *command: str, cwd: Path) -> str:
    """What a command of that environment says, with the kit of this very checkout."""
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
        last = "\n".join(done.stdout.strip().splitlines()[-20:])
        raise PackageError(f"`{' '.join(command)}` failed:\n{last}")
    return done.stdout
