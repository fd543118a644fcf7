"""setup.sh as Gradescope runs it: as root, with a network, twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.build import prairielearn
from autograder.build.shipped import TEMPLATES
from autograder.course import Assignment
from autograder.judge.at_gradescope import Layout
from autograder.prove.contracts import graded_by

from .conftest import reference

pytestmark = pytest.mark.slow


def setup(ground: Layout, venv: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(ground.source / "setup.sh")],
        env={**os.environ, "AUTOGRADER_VENV": str(venv)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_an_image_is_built_graded_with_and_built_again(ground: Layout, tmp_path: Path) -> None:
    venv = tmp_path / "opt" / "venv"
    system = subprocess.run(["readlink", "-f", "/usr/bin/python3"], capture_output=True).stdout
    for _ in range(2):
        done = setup(ground, venv)
        assert done.returncode == 0, done.stdout
        assert "passes all 11 tests" in done.stdout
        assert done.stdout.rstrip().endswith("setup: done")
    assert (venv / "bin/python").exists()
    again = subprocess.run(["readlink", "-f", "/usr/bin/python3"], capture_output=True).stdout
    assert again == system
    shutil.rmtree(ground.submission)
    ground.submission.mkdir()
    reference(ground.submission)
    subprocess.run(
        [str(ground.root / "run_autograder")],
        env={"PATH": os.environ["PATH"], "AUTOGRADER_ROOT": str(ground.root),
             "AUTOGRADER_VENV": str(venv)},
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert json.loads(ground.results_file.read_text())["score"] == 12


def test_prairielearns_image_is_made_before_there_are_tests(
    words: Assignment, tmp_path: Path
) -> None:
    (made,) = prairielearn.build(words, tmp_path)
    done = subprocess.run(
        ["bash", "setup.sh", "--only-install"],
        cwd=made / "image",
        env={**os.environ, "AUTOGRADER_VENV": str(tmp_path / "venv")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    code = words.solutions()[0].read_text(encoding="utf-8")
    points, _ = graded_by(
        prairielearn.PLATFORM, made, {words.main_file: code}, tmp_path / "grade", tmp_path / "venv"
    )
    assert sum(points.values()) == 12


def test_a_reference_without_full_marks_stops_the_build(ground: Layout, tmp_path: Path) -> None:
    solution = ground.source / "solutions/01_words/words.py"
    text = solution.read_text(encoding="utf-8")
    solution.write_text(text.replace("text.lower()", "text"), encoding="utf-8")
    try:
        done = setup(ground, tmp_path / "venv")
    finally:
        solution.write_text(text, encoding="utf-8")
    assert done.returncode != 0
    assert "the reference does not get full marks in this image" in done.stdout


def test_a_requirement_that_does_not_exist_stops_the_build(ground: Layout, tmp_path: Path) -> None:
    requirements = ground.source / "requirements.txt"
    text = requirements.read_text(encoding="utf-8")
    requirements.write_text(text.replace("msgpack==", "msgpack==99."), encoding="utf-8")
    try:
        done = setup(ground, tmp_path / "venv")
    finally:
        requirements.write_text(text, encoding="utf-8")
    assert done.returncode != 0
    assert "pip could not install the requirements" in done.stdout


def test_the_scripts_are_clean() -> None:
    for path in sorted(TEMPLATES.rglob("*.sh")):
        subprocess.run(["bash", "-n", str(path)], check=True)
        if shutil.which("shellcheck"):
            subprocess.run(["shellcheck", str(path)], check=True)
