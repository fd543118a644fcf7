"""A small course whose tests can be changed, classes made up for it, and a browser."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest

from autograder.course import Assignment
from autograder.course.load import load_course

HERE = Path(__file__).resolve().parent
WORDS = HERE.parent / "courses" / "words"
ROOT = HERE.parents[2]


def _beside(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def classroom() -> ModuleType:
    return _beside("classroom")


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    return _beside("invented")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    browser = _beside("browser").Browser()
    yield browser
    browser.close()


@pytest.fixture
def words(tmp_path: Path) -> Assignment:
    """The course on words, copied, without the test that measures time."""
    root = tmp_path / "course"
    shutil.copytree(WORDS, root, ignore=shutil.ignore_patterns("__pycache__"))
    hidden = root / "tests" / "hidden" / "01_words" / "test_words.py"
    text = hidden.read_text(encoding="utf-8")
    text = text.replace("100_000", "100").replace("@limit(seconds=2)", "@limit(seconds=10)")
    hidden.write_text(text, encoding="utf-8")
    facts = root / "course.yml"
    # An idle machine needs milliseconds; a busy one must not fail these tests.
    patient = facts.read_text(encoding="utf-8").replace("{seconds: 3,", "{seconds: 8,")
    facts.write_text(patient, encoding="utf-8")
    return load_course(root).assignment("01_words")


@dataclass(frozen=True)
class Command:
    """The command, run in a process of its own, as a TA would."""

    course: Path
    folder: Path

    environment: ClassVar[dict[str, str]] = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
        "OMP_NUM_THREADS": "1",
    }

    def line(self, *arguments: object) -> list[str]:
        words = [str(argument) for argument in arguments]
        if words[0] in ("grade", "similar", "idea"):
            words += ["--course", str(self.course)]
        return [sys.executable, "-m", "autograder", *words]

    def __call__(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.line(*arguments),
            capture_output=True,
            text=True,
            timeout=200,
            cwd=self.folder,
            env=self.environment,
        )


@pytest.fixture
def autograder(words: Assignment, tmp_path: Path) -> Command:
    return Command(words.root, tmp_path)
