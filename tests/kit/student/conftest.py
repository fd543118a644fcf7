"""A student's folder of the small course, unzipped, and what its commands print."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from autograder.course.load import load_course

WORDS = Path(__file__).resolve().parents[1] / "courses" / "words"
Golden = Callable[[str, str], None]
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def words() -> Assignment:
    return load_course(WORDS).assignment("01_words")


@pytest.fixture(scope="session")
def words_zip(words: Assignment) -> bytes:
    return zipped(student_files(words), words.slug)


@dataclass(frozen=True)
class Folder:
    """An unzipped folder, and what a student types in it."""

    path: Path

    @property
    def file(self) -> Path:
        return self.path / "words.py"

    def write(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def type(self, *command: str, cwd: Path | None = None) -> tuple[str, int]:
        """What `python …` prints, and its exit code."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=cwd or self.path,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        return done.stdout.decode(), done.returncode

    def environment(self) -> dict[str, str]:
        return environment()

    def pytest(self, *arguments: str) -> tuple[str, int]:
        return self.type("-m", "pytest", *arguments)


def environment() -> dict[str, str]:
    """As on a student's machine: nothing of this repository is in the way."""
    ours = ("PYTHON", "PYTEST", "COLUMNS", "COV", "NO_COLOR", "FORCE_COLOR")
    return {key: value for key, value in os.environ.items() if not key.startswith(ours)}


@pytest.fixture
def folder(words_zip: bytes, tmp_path: Path) -> Folder:
    zipfile.ZipFile(io.BytesIO(words_zip)).extractall(tmp_path)
    return Folder(tmp_path / "01_words")


@pytest.fixture(scope="session")
def solution(words: Assignment) -> str:
    return words.solutions()[0].read_text(encoding="utf-8")


@pytest.fixture
def golden() -> Golden:
    """Compare with a file of this folder; UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
