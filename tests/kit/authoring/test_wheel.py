"""The wheel alone, in an empty folder: a new course is begun, packaged, verified and graded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
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


@pytest.mark.slow
def test_a_course_grows_from_the_wheel_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """The kit's own needs come from the environment of the tests, for want of a network."""
    place, course = tmp_path / "venv", tmp_path / "course"
    venv.create(place, with_pip=True, symlinks=True)
    course.mkdir()
    python, command = place / "bin" / "python", place / "bin" / "autograder"
    run(tmp_path, python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    site = run(tmp_path, python, "-c", "import site; print(site.getsitepackages()[0])").strip()
    there = next(path for path in map(Path, sys.path) if (path / "pydantic").is_dir())
    for entry in there.iterdir():
        mine = Path(site, entry.name)
        ours = entry.name.startswith(("autograder", "__editable__", "_autograder", "pip", "torch"))
        if not mine.exists() and not ours and not entry.name.endswith(".pth"):
            mine.symlink_to(entry)
    said = run(course, command, "new", "06_attention", "--file", "attention.py")
    assert "a course begins in" in said
    assert str(place) in run(course, python, "-c", "import autograder; print(autograder.__file__)")
    run(course, command, "package", "06_attention", "--channel", "gradescope")
    run(course, command, "package", "06_attention", "--channel", "student")
    verified = run(course, command, "verify", "06_attention", COLUMNS="100")
    row = next(line for line in verified.splitlines() if "06_attention" in line).split()
    assert row[:6] == ["ok", "06_attention", "yes", "yes", "1/1", "1/1"]
    answer = "solutions/06_attention/attention.py"
    run(course, command, "grade", answer, "--assignment", "06_attention", "--out", "graded")
    results = json.loads((course / "graded/attention/results.json").read_text(encoding="utf-8"))
    assert results["score"] == 5
    run(course, command, "report", "graded")
    assert "torch" not in run(course, python, "-m", "pip", "list", "--format", "freeze")
