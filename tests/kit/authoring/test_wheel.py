"""The wheel holds all of the kit. What it does in an empty folder, scripts/first_hour.sh tries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("pyproject.toml", "README.md", "LICENSE")


def run(folder: Path, *words: str | Path, **more: str) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", "HOME": str(folder), **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the working tree."""
    copy = tmp_path_factory.mktemp("source")
    for name in NAMES:
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, copy)
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "autograder", copy / "autograder", ignore=skip)
    out = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", out)
    run(copy, sys.executable, "-m", "pip", "wheel", *options, ".")
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_every_file_of_the_kit(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    kit = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "autograder").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kit - held == set(), "name them in pyproject.toml: [tool.setuptools.package-data]"
