"""The whole site of this course, built once, and its handouts as students get them."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.build.archive import write_bytes
from autograder.build.pages.site import build_site
from autograder.course import Assignment
from autograder.course.load import load_course

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "tests" / "kit" / "courses" / "words"


@dataclass(frozen=True)
class Built:
    """A site on disk, and the students' folders unzipped out of it."""

    folder: Path
    left_out: tuple[str, ...]
    unzipped: Path

    @property
    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    @property
    def handouts(self) -> list[Path]:
        return sorted(self.unzipped.glob("*/handout.html"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    course = load_course(ROOT)
    files, left_out = build_site(course, course.assignments)
    folder, unzipped = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("students")
    for path, data in files.items():
        write_bytes(folder / path, data)
    for archive in folder.rglob("student.zip"):
        zipfile.ZipFile(archive).extractall(unzipped)
    return Built(folder, left_out, unzipped)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The small course, copied to be changed."""
    root = tmp_path / "course"
    shutil.copytree(WORDS, root, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def words(course: Path) -> Assignment:
    return load_course(course).assignment("01_words")
