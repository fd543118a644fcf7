"""Where a submission is graded with what a channel made: a platform's own contract, as data.

Two channels have tools, Otter and nbgrader, which may have environments of their own.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder
from autograder.course import pins
from autograder.course.errors import GradingError, PackageError

CHECKOUT = Path(autograder.__file__).parents[1]
Points = dict[str, float]  # by problem
Files = Mapping[str, str]  # what a student wrote, by name


def as_they_are(files: Files) -> dict[str, bytes]:
    """Each file is handed in by itself."""
    return {name: text.encode() for name, text in files.items()}


@dataclass(frozen=True)
class Platform:
    """What it unpacks, what it is handed, how it starts the judge, how it is told the results.

    Paths are relative to the folder that it works in, which is also the command's.
    """

    lays_out: Callable[[Path, Path], object]  # what the channel made, into that folder
    hands_in: str  # the folder for what a student hands in
    starts: tuple[str, ...]
    tells: Callable[[Path, str], Points]  # of that folder, and of what the command printed
    packs: Callable[[Files], dict[str, bytes]] = as_they_are
    as_root: bool = True  # who runs the command there


def from_results(folder: Path, printed: str) -> Points:
    """Points by problem in a results.json as the judge writes it."""
    points: Points = defaultdict(float)
    for test in _complete(folder)["tests"]:
        points[test["extra_data"]["problem"]] += test["score"]
    return dict(points)


def from_otter(folder: Path, printed: str) -> Points:
    """The same in Otter's, which has a test for each question."""
    tests = [test for test in _complete(folder)["tests"] if "score" in test]
    if any("problem" in test.get("extra_data", {}) for test in tests):
        raise GradingError(f"Otter could not report, and the judge's own result stands:\n{printed}")
    return {test["name"]: test["score"] for test in tests}


def _complete(folder: Path) -> dict[str, Any]:
    text = (folder / "results" / "results.json").read_text(encoding="utf-8")
    results: dict[str, Any] = json.loads(text)
    if not results.get("extra_data", {}).get("complete", True):
        raise GradingError(f"it says: {results.get('output', '')}")
    return results


@functools.cache
def find_tool(name: str, root: Path, module: str = "") -> Path:
    """An environment that can import the module: this one, $AUTOGRADER_…'s, or `.venv-…`."""
    variable, asked = f"AUTOGRADER_{name.upper()}", module or name
    homes = [home / f".venv-{name}" / "bin" / "python" for home in (root, Path.cwd(), CHECKOUT)]
    named = os.environ.get(variable)
    for python in (Path(sys.executable), *([Path(named)] if named else homes)):
        ask = [str(python), "-W", "ignore", "-c", f"import {asked}"]
        if python.is_file() and not subprocess.run(ask, capture_output=True).returncode:
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
            "PYTHONPATH": str(CHECKOUT),
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
