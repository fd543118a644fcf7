"""Submissions by a platform's own contract: laid out, handed in, started and told as there."""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from autograder.build.platform import Files, Platform, Points, run_tool
from autograder.course.errors import GradingError
from autograder.prove.rehearse import as_in_docker, run_there

NOBODY = 65534
IDS = (f"--reuid={NOBODY}", f"--regid={NOBODY}")
AS_NOBODY = ("setpriv", *IDS, "--clear-groups", "--inh-caps=-all")
READ_GRADEBOOK = """\
import json, sys
from nbgrader.api import Gradebook
rows = []
with Gradebook("sqlite:///gradebook.db") as book:
    for each in book.assignment_submissions(sys.argv[1]):
        for grade in each.notebooks[0].grades:
            rows.append((each.student.id, grade.cell.name, grade.score))
print(json.dumps(rows))
"""

Told = tuple[Points, str]  # and everything that the student reads


def graded_by(platform: Platform, made: Path, files: Files, root: Path, home: Path) -> Told:
    """Grade with what a channel made, in the new folder `root`; Python is in the folder `home`."""
    root.mkdir(parents=True)
    platform.lays_out(made, root)
    place = root / platform.hands_in
    place.mkdir(exist_ok=True)
    for name, data in platform.packs(files).items():
        (place / name).write_bytes(data)
    command = platform.starts
    started = as_in_docker(command) if platform.as_root else _as_nobody(command, root, home)
    ran = run_there(started, root, AUTOGRADER_VENV=str(home))
    if ran.code:
        said = ran.said[-2000:]
        raise GradingError(f"`{' '.join(command)}` ended with code {ran.code}:\n{said}")
    results = root / "results" / "results.json"
    text = results.read_text(encoding="utf-8") if results.is_file() else ""
    return platform.tells(root, ran.said), ran.said + text


def _as_nobody(command: Sequence[str], root: Path, home: Path) -> list[str]:
    """The command without root's powers, in a folder that is its own, where that can be."""
    if os.geteuid() != 0:
        return list(command)
    if not becomes_nobody(home):
        return as_in_docker(command)
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    return [*AS_NOBODY, *command]


@functools.cache
def becomes_nobody(home: Path) -> bool:
    """Whether another user can run the Python of this environment: one below /root is root's alone."""
    try:
        tried = subprocess.run([*AS_NOBODY, home / "bin" / "python", "-c", ""], capture_output=True)
    except FileNotFoundError:
        return False  # no setpriv
    return tried.returncode == 0


def grade_in_nbgrader(
    home: Path, course: Path, slug: str, submissions: Mapping[str, Files]
) -> dict[str, Points]:
    """A release by the real nbgrader, handed in with a cell at its end that holds everything."""
    run_tool(home, "nbgrader", "generate_assignment", slug, "--force", cwd=course)
    given = course / "release" / slug / f"{slug}.ipynb"
    for name, files in submissions.items():
        book = nbformat.read(given, as_version=4)
        book.cells += [nbformat.v4.new_code_cell(text) for text in files.values()]
        place = course / "submitted" / name / slug / f"{slug}.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(book, place)
    run_tool(home, "nbgrader", "autograde", slug, cwd=course)
    return points_in_nbgrader(home, course, slug)


def points_in_nbgrader(home: Path, course: Path, slug: str) -> dict[str, Points]:
    """Points by student and problem, as the gradebook has them."""
    told = run_tool(home, "python3", "-W", "ignore", "-c", READ_GRADEBOOK, slug, cwd=course)
    found: dict[str, Points] = {}
    for student, cell, score in json.loads(told.strip().splitlines()[-1]):
        problem, _, kind = cell.rpartition("_")
        if kind in ("public", "hidden", "extra"):
            found.setdefault(student, defaultdict(float))[problem] += score
    return found


def told_in_nbgrader(home: Path, course: Path, slug: str, student: str) -> str:
    """What the student reads: the graded notebook, and the page made of it."""
    run_tool(home, "nbgrader", "generate_feedback", slug, "--student", student, cwd=course)
    return "".join(
        (course / folder / student / slug / f"{slug}.{kind}").read_text(encoding="utf-8")
        for folder, kind in (("autograded", "ipynb"), ("feedback", "html"))
    )
