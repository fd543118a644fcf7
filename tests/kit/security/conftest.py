"""Assignments and their zips, to attack."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build.gradescope import build_one
from autograder.course import Assignment
from autograder.course.load import load_course

REPOSITORY = Path(__file__).resolve().parents[3]
WORDS = REPOSITORY / "tests" / "kit" / "courses" / "words"


@pytest.fixture(scope="session")
def words() -> Assignment:
    return load_course(WORDS).assignment("01_words")


@pytest.fixture(scope="session")
def words_zip(words: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_one(words, tmp_path_factory.mktemp("zip"), "cpu")


@pytest.fixture(scope="session")
def flatten() -> Assignment:
    return load_course(REPOSITORY).assignment("01_flatten")


@pytest.fixture(scope="session")
def flatten_zip(flatten: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_one(flatten, tmp_path_factory.mktemp("zip"), "cpu")
