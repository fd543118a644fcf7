"""Grading on one's own machine: nothing of the course is there for a submission but its support."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.sandbox.test_levels import only_root, without_root

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "tests" / "kit" / "courses" / "words"

SPY = """
import os
PLACES = {places!r}
def _seen():
    found = []
    for place in PLACES:
        try:
            found.append("READ " + place if os.path.isfile(place) and open(place, "rb").read() else
                         "READ " + place if os.listdir(place) else "")
        except OSError:
            pass
    return " ".join(found)
def {function}(*args, **kwargs):
    return _seen()
"""


def grade(
    course: Path, slug: str, file: str, function: str, folder: Path, python: tuple[str, ...]
) -> dict:
    """What comes of a submission that reads whatever it should not."""
    handed_in, out = folder / "handed_in", folder / "out"
    secrets = [course / name for name in ("dist", ".git", "solutions", "tests", "course.yml")]
    secrets += [out / "earlier", handed_in / "other" / file]
    for place in (handed_in / "spy", handed_in / "other", out / "earlier"):
        place.mkdir(parents=True)
    (out / "earlier" / "results.json").write_text("{}", encoding="utf-8")
    (handed_in / "other" / file).write_text("x = 1\n", encoding="utf-8")
    text = SPY.format(places=[str(place) for place in secrets], function=function)
    (handed_in / "spy" / file).write_text(text, encoding="utf-8")
    for place in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(place, 12345, 12345) if python[0] == "setpriv" else None
        place.chmod(0o755 if place.is_dir() else 0o644)
    command = [*python, "-m", "autograder", "grade", str(handed_in), "--assignment", slug]
    command += ["--course", str(course), "--out", str(out), "--workers", "1"]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    if python[0] == "setpriv":
        del env["PYTHONPATH"]  # it is in the command, with the libraries
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    assert (out / "spy" / "results.json").exists(), done.stdout + done.stderr
    return json.loads((out / "spy" / "results.json").read_text(encoding="utf-8"))


def words_course(folder: Path) -> Path:
    """A course with what lies about in one: zips with the reference in them, a history."""
    course = folder / "course"
    shutil.copytree(WORDS, course)
    for name in ("dist/01_words/gradescope-cpu.zip", ".git/HEAD"):
        (course / name).parent.mkdir(parents=True)
        (course / name).write_text("secret", encoding="utf-8")
    pytests = [each for each in folder.parents if each.name.startswith(("pytest-", "popen-"))]
    for place in (folder, *pytests, course, *course.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    return course


def said(results: dict) -> str:
    assert results["extra_data"]["isolation"] == "full", results["extra_data"]
    return json.dumps([test["output"] for test in results["tests"]])


def test_a_course_with_everything_in_it_shows_nothing(tmp_path: Path) -> None:
    course = words_course(tmp_path)
    results = grade(course, "01_words", "words.py", "shout", tmp_path / "a", (sys.executable,))
    if os.geteuid() == 0 or results["extra_data"]["isolation"] == "full":
        assert "READ" not in said(results)


def test_a_course_with_its_environment_inside_shows_nothing_but_that(tmp_path: Path) -> None:
    """This repository: the kit's own code, the course, and the environment in one folder."""
    python = (sys.executable,)
    results = grade(ROOT, "01_flatten", "flatten.py", "flatten_count", tmp_path / "a", python)
    if os.geteuid() == 0 or results["extra_data"]["isolation"] == "full":
        assert "READ" not in said(results)


@only_root
def test_as_a_user_below_tmp_it_shows_nothing_either(tmp_path: Path) -> None:
    course, command = words_course(tmp_path), without_root()
    results = grade(course, "01_words", "words.py", "shout", tmp_path / "a", command)
    if results["extra_data"]["isolation"] != "full":
        pytest.skip("no unprivileged user namespaces here")
    assert "READ" not in said(results)
