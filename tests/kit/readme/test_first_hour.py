"""The first hour of somebody new: the short form always, the wheel on every Python that is here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
VERSIONS = [f"python3.{minor}" for minor in range(10, 15)]


def first_hour(form: str, python: str) -> str:
    done = subprocess.run(
        ["bash", str(ROOT / "scripts" / "first_hour.sh"), form],
        env={**os.environ, "PYTHON": python},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=1500,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    return done.stdout


def installed(name: str) -> str:
    """The path of a Python, on the PATH or as pyenv keeps it; nothing where there is none."""
    keeper = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    kept = [str(path) for path in keeper.glob(f"versions/*/bin/{name}")]
    for path in [*kept, shutil.which(name)]:
        if (
            path
            and not subprocess.run([path, "-c", "import ensurepip"], capture_output=True).returncode
        ):
            return path
    return ""


def test_a_clone_and_a_wheel_do_what_they_say() -> None:
    assert "all of it works" in first_hour("--short", sys.executable)


@pytest.mark.slow
@pytest.mark.parametrize("name", VERSIONS)
def test_a_course_grows_from_the_wheel(name: str) -> None:
    python = installed(name)
    if not python:
        pytest.skip(f"{name} is not installed")
    assert "all of it works" in first_hour("--wheel", python)
