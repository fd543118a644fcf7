"""The first cell of the student's notebook, in an environment and a folder that have nothing."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from autograder.build.student import build
from autograder.course import Assignment
from autograder.course.load import load_course

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "tests" / "kit" / "courses" / "words"
NEEDS = ("numpy", "pytest", "matplotlib")  # what the words course's folder needs


@pytest.fixture(scope="module")
def words() -> Assignment:
    return load_course(WORDS).assignment("01_words")


def with_needs(name: str, found: set[str]) -> set[str]:
    """A package here and all that it needs, by their names in the registry."""
    if name not in found:
        found.add(name)
        for line in importlib.metadata.requires(name) or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                with_needs(needed.name, found)
    return found


def links(names: set[str]) -> Iterator[Path]:
    """What lies at the top of site-packages for these."""
    for name in names:
        package = importlib.metadata.distribution(name)
        tops = {file.parts[0] for file in package.files or [] if file.parts[0] != ".."}
        yield from (Path(str(package.locate_file(top))) for top in tops)


def environment(folder: Path, *packages: str) -> Path:
    """A Python with IPython and these packages alone, borrowed from the one that runs the tests."""
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python3*/site-packages")
    names: set[str] = set()
    for name in ("ipython", *packages):
        with_needs(name, names)
    for path in links(names):
        if not (site / path.name).exists():
            (site / path.name).symlink_to(path)
    return folder / "bin" / "python"


def run_first_cell(python: Path, folder: Path, notebook: bytes) -> str:
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    (folder / "cell.ipy").write_text("".join(cells[0]["source"]), encoding="utf-8")
    done = subprocess.run(
        [str(python), "-m", "IPython", "--no-banner", "--colors=NoColor", "cell.ipy"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "IPYTHONDIR": str(folder / "ipython")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    return done.stdout


def notebook_of(words: Assignment, folder: Path) -> bytes:
    """The notebook alone, as it is opened from an address; the zip lies beside it, closed."""
    (made,) = build(words, folder)
    with zipfile.ZipFile(made) as archive:
        return archive.read(f"{words.slug}/notebook.ipynb")


def test_it_unpacks_the_folder_and_is_ready(words: Assignment, tmp_path: Path) -> None:
    python = environment(tmp_path / "python", *NEEDS)
    place = tmp_path / "content"
    place.mkdir()
    notebook = notebook_of(words, place)
    said = run_first_cell(python, place, notebook)
    assert f"Ready. Write in {place / words.slug / words.main_file}" in said, said
    told = subprocess.run(
        [str(python), "check.py"], cwd=place / words.slug, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": ""},
    ).stdout  # fmt: skip
    assert "0 of 3 public tests pass" in told


def test_without_the_folder_it_says_how_to_get_it(words: Assignment, tmp_path: Path) -> None:
    place = tmp_path / "content"
    place.mkdir()
    notebook = notebook_of(words, tmp_path)
    said = run_first_cell(Path(sys.executable), place, notebook)
    assert f"{words.main_file} is not here." in said
    assert "drag student.zip into it" in said


def test_what_is_not_installed_is_named_with_the_line_to_type(
    words: Assignment, tmp_path: Path
) -> None:
    place = tmp_path / "content"
    place.mkdir()
    notebook = notebook_of(words, place)
    said = run_first_cell(environment(tmp_path / "python"), place, notebook)
    assert f"%pip install {' '.join(NEEDS)}" in said
