"""The zip of the small course on words and numbers, unpacked once as Gradescope would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.build.gradescope import build_one, lay_out
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.at_gradescope import Layout
from autograder.prove.proofs import faults_in
from autograder.prove.rehearse import as_in_docker, environment

REPOSITORY = Path(__file__).resolve().parents[3]
WORDS = REPOSITORY / "tests" / "kit" / "courses" / "words"

Run = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture(scope="session")
def words() -> Assignment:
    return load_course(WORDS).assignment("01_words")


@pytest.fixture
def words_course(tmp_path: Path) -> Path:
    """A copy of the course that a test may spoil."""
    return Path(shutil.copytree(WORDS, tmp_path / "course"))


@pytest.fixture(scope="session")
def ground(words: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    folder = tmp_path_factory.mktemp("gradescope")
    return lay_out(build_one(words, folder, "cpu"), folder / "autograder")


@pytest.fixture
def run(ground: Layout) -> Run:
    """Put files into /autograder/submission, run run_autograder, read the valid results.json."""

    def grade(fill: Callable[[Path], object], **more: str) -> tuple[dict[str, Any], str]:
        shutil.rmtree(ground.submission)
        ground.submission.mkdir()
        fill(ground.submission)
        done = subprocess.run(
            as_in_docker([str(ground.root / "run_autograder")]),
            env={**environment(ground.root), **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        text = ground.results_file.read_text(encoding="utf-8")
        assert done.returncode == 0, done.stdout
        assert faults_in(text) == []
        return json.loads(text), done.stdout

    return grade


def reference(folder: Path) -> None:
    text = (WORDS / "solutions/01_words/words.py").read_text(encoding="utf-8")
    (folder / "words.py").write_text(text, encoding="utf-8")


def python_of_tests() -> str:
    return str(Path(sys.prefix) / "bin" / "python")
