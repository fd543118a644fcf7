"""Each channel by its platform's own contract: the same points everywhere, nothing hidden told."""

from __future__ import annotations

import base64
import importlib.util
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.dom.minidom
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from autograder.build import autolab
from autograder.build.archive import archive_bytes
from autograder.build.channels import CHANNELS, Channel, build_all, drop_left_over
from autograder.build.student import student_files
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.prove.cases import half
from autograder.prove.contracts import Told, becomes_nobody, graded_by

REPOSITORY = Path(__file__).resolve().parents[3]
WORDS = REPOSITORY / "tests" / "kit" / "courses" / "words"


def channel(name: str) -> Channel:
    return next(each for each in CHANNELS if each.name == name)


OTTER = REPOSITORY / ".venv-otter"
GRADING = [each for each in CHANNELS if each.platform is not None]


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that a platform's own user can reach; pytest's are closed to all but one."""
    with tempfile.TemporaryDirectory(prefix="channels-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def handed_in(chosen: Channel, words: Assignment, room: Path) -> Callable[[str], Told]:
    """Hand files in where the platform puts them, start what the platform starts."""
    made = chosen.build(words, room / "dist")[0]
    home = OTTER if chosen.name == "otter" else Path(sys.prefix)
    numbers = itertools.count()

    def by(text: str) -> Told:
        assert chosen.platform is not None
        root = room / str(next(numbers))
        return graded_by(chosen.platform, made, {words.main_file: text}, root, home)

    return by


@pytest.mark.parametrize("chosen", GRADING, ids=lambda each: each.name)
def test_reference_starter_and_half_a_solution_have_the_points_that_are_theirs(
    chosen: Channel, words: Assignment, room: Path
) -> None:
    grade = handed_in(chosen, words, room)
    full, _ = grade(words.solutions()[0].read_text(encoding="utf-8"))
    assert sum(full.values()) == words.spec.points + words.spec.extra_points
    none, _ = grade(words.starters()[0].read_text(encoding="utf-8"))
    assert set(none) == set(full)
    assert sum(none.values()) == 0
    some, _ = grade(half(words)[0][words.main_file])
    assert 0 < sum(some.values()) < sum(full.values())
    assert all(some[problem] in (0, full[problem]) for problem in full)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become another user")
def test_a_python_that_only_root_can_run_runs_nobodys_command_as_root(room: Path) -> None:
    python = room / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\n", encoding="utf-8")
    python.chmod(0o755)
    assert becomes_nobody(room)
    becomes_nobody.cache_clear()
    python.parent.chmod(0o700)
    assert not becomes_nobody(room)


def test_autolab_shows_readable_text_above_the_line_of_scores(
    words: Assignment, room: Path
) -> None:
    code = "def shout(word, times=1):\n    return word\n"
    _, printed = handed_in(channel("autolab"), words, room)(code)
    *above, last = printed.splitlines()
    with tarfile.open(room / "dist" / "autolab.tar") as lab:
        (name,) = [member.name for member in lab if member.isdir()]
        assert lab.getnames()[0] == name, "Autolab's import wants the lab's folder first"
        assert name[0].isalpha()
        facts = yaml.safe_load(lab.extractfile(f"{name}/{name}.yml"))
        assert lab.getmember(f"{name}/{facts['general']['handout']}").isfile()
    assert 10 <= facts["autograder"]["autograde_timeout"] <= 900
    assert set(json.loads(last)["scores"]) == {each["name"] for each in facts["problems"]}
    assert "FAILED  0/1  1.1 shout: " in "\n".join(above)
    assert "<" not in "\n".join(above)
    assert "staff:" not in printed


def autolab_driver(words: Assignment, room: Path) -> Any:
    """The driver of `autograde.tar` as a module; nothing to grade with beside it."""
    autolab.lay_out(channel("autolab").build(words, room / "dist")[0], room)
    with tarfile.open(room / "autograde.tar") as archive:
        for name in ("driver.py", "run_judge.py"):
            archive.extract(name, room)
    spec = importlib.util.spec_from_file_location("autolab_driver", room / "driver.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return module


def tar_of(files: dict[str, bytes], link: str = "") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if link:
            info = tarfile.TarInfo("link")
            info.type, info.linkname = tarfile.SYMTYPE, link
            archive.addfile(info)
    return made.getvalue()


def test_autolab_takes_a_zip_a_tar_or_the_code_itself(words: Assignment, room: Path) -> None:
    driver = autolab_driver(words, room)
    files = {"words.py": b"x = 1\n", "more/answers.md": b"# Yes\n"}
    packed = archive_bytes(files)
    for data in (packed, tar_of(files)):
        assert dict(driver.handed_in(data, "words.py")) == files
    assert dict(driver.handed_in(b"x = 1\n", "words.py")) == {"words.py": b"x = 1\n"}
    assert [*dict(driver.handed_in(b'{"cells": []}', "words.py"))] == ["words.ipynb"]
    evil = {"../driver.py": b"", "/etc/passwd": b"", "words.py": b"y"}
    assert dict(driver.handed_in(tar_of(evil, link="/etc"), "words.py")) == {"words.py": b"y"}
    assert dict(driver.handed_in(packed[:60], "words.py")) == {"words.py": packed[:60]}


def test_where_the_grader_fails_autolab_is_told_no_score(words: Assignment, room: Path) -> None:
    autolab_driver(words, room)
    done = subprocess.run(
        ["/usr/bin/python3", "-I", "driver.py", "handin.zip", words.main_file],
        cwd=room, capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == {"scores": {}}
    assert "not you" in done.stdout


def test_prairielearn_gets_a_share_words_and_pictures(words: Assignment, room: Path) -> None:
    grade = handed_in(channel("prairielearn"), words, room)
    code = words.solutions()[0].read_text(encoding="utf-8")
    wrong = code + "\n\ndef moving_average(values, width):\n    return [0.0] * len(values)\n"
    _, told = grade(wrong)
    results = json.loads(told)
    assert results["gradable"] is True
    assert 0 < results["score"] < 1
    failed = [test for test in results["tests"] if test["points"] < test["max_points"]]
    assert failed
    assert all(test["output"] and "<" not in test["output"] for test in failed)
    _, told = grade("def shout(:\n")
    unread = json.loads(told)
    assert unread["gradable"] is False
    assert "words.py could not be imported" in unread["format_errors"][0]


def test_prairielearns_question_names_its_files_and_keeps_tests_from_students(
    words: Assignment, room: Path
) -> None:
    (made,) = channel("prairielearn").build(words, room)
    question = made / "questions" / words.slug
    facts = json.loads((question / "info.json").read_text(encoding="utf-8"))
    options = facts["externalGradingOptions"]
    assert (question / options["entrypoint"].removeprefix("/grade/")).is_file()
    assert options["timeout"] <= 600
    page = (question / "question.html").read_text(encoding="utf-8")
    assert 'file-names="words.py" optional-file-names="answers.md"' in page
    assert "<pl-external-grader-results>" in page
    assert {path.name for path in question.iterdir()} == {
        "info.json", "question.html", "clientFilesQuestion", "tests",
    }  # fmt: skip
    assert {path.name for path in (made / "image").iterdir()} == {
        "Dockerfile", "setup.sh", "requirements.txt",
    }  # fmt: skip


def test_a_heat_map_becomes_a_picture_beside_the_words(words: Assignment, room: Path) -> None:
    (made,) = channel("prairielearn").build(words, room)
    driver = room / "driver"
    shutil.copytree(made / "questions" / words.slug / "tests", driver)
    page = (
        "<p><b>1 &lt; 2</b></p>\n<div><div><b>got</b><table><tr><td>7</td></tr></table></div></div>"
    )
    ask = (
        "import json, sys; sys.path.insert(0, sys.argv[1]); import driver;"
        "print(json.dumps(driver.test({'name': 'n', 'score': 0, 'max_score': 1,"
        " 'output': sys.argv[2], 'output_format': 'html'})))"
    )
    told = json.loads(
        subprocess.run(
            [sys.executable, "-I", "-c", ask, str(driver), page], capture_output=True, text=True
        ).stdout
    )
    assert told["output"] == "1 < 2"
    (picture,) = told["images"]
    kind, _, data = picture["url"].partition(";base64,")
    assert kind == "data:image/svg+xml"
    drawn = xml.dom.minidom.parseString(base64.b64decode(data))
    assert "7" in [cell.firstChild.data for cell in drawn.getElementsByTagName("td")]


def test_a_course_of_several_files_is_built_for_every_channel_that_takes_them(
    room: Path,
) -> None:
    gauges = load_course(WORDS.parent / "gauges").assignment("01_gauges")
    built = itertools.chain(*build_all(CHANNELS, [gauges], room))
    names = {name for name, _ in built}
    assert names == {each.name for each in CHANNELS} - {"otter", "nbgrader"}
    files = {path.name: path.read_text(encoding="utf-8") for path in gauges.solutions()}
    chosen = channel("autolab")
    assert chosen.platform is not None
    made = room / "01_gauges" / "autolab.tar"
    points, _ = graded_by(chosen.platform, made, files, room / "job", Path(sys.prefix))
    assert sum(points.values()) == gauges.spec.points + gauges.spec.extra_points


def test_dist_holds_nothing_that_the_course_has_dropped(tmp_path: Path) -> None:
    kept = {
        "01_new/student.zip", "nbgrader/source/01_new/01_new.ipynb",
        "nbgrader/submitted/ada/00_old/00_old.ipynb", "site/index.html", "kit.whl",
        "00_old/notes.txt", "nbgrader/gradebook.db",
        "nbgrader/source/header.ipynb", "nbgrader/source/ps1/ps1.ipynb",
    }  # fmt: skip
    gone = {
        "00_old/student.zip", "00_old/gradescope-cpu.zip", "09_older/autolab.tar",
        "nbgrader/source/00_old/00_old.ipynb", "nbgrader/grader/00_old/assignment.json",
    }  # fmt: skip
    for name in kept | gone:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    drop_left_over(tmp_path, ["01_new"])
    left = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert left == kept
    assert not (tmp_path / "09_older").exists()


@pytest.mark.parametrize("chosen", CHANNELS, ids=lambda each: f"{each.name}{each.device}")
def test_a_channel_makes_what_its_line_says_the_same_each_time(
    chosen: Channel, words: Assignment, tmp_path: Path
) -> None:
    found = []
    for name in ("one", "two"):
        dist = tmp_path / name
        chosen.build(words, chosen.out(dist, words.slug))
        for each in chosen.makes:
            assert (dist / each.replace("{slug}", words.slug)).exists(), each
        found.append({p.relative_to(dist): p.read_bytes() for p in dist.rglob("*") if p.is_file()})
    assert found[0] == found[1]


def test_a_repository_on_github_runs_the_public_tests_and_hides_nothing(
    words: Assignment, tmp_path: Path
) -> None:
    (folder,) = channel("github").build(words, tmp_path)
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    more = {".github/workflows/check.yml", ".devcontainer/devcontainer.json", ".gitignore"}
    assert files - set(student_files(words)) == more
    assert "answers.md" in files
    workflow = yaml.safe_load((folder / ".github/workflows/check.yml").read_text())
    (step,) = [each for each in workflow["jobs"]["check"]["steps"] if each.get("name") == "check"]

    def push(text: str) -> tuple[int, str]:
        (folder / words.main_file).write_text(text, encoding="utf-8")
        summary = tmp_path / "summary.md"
        summary.write_text("")
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=folder,
            env={"PATH": path, "GITHUB_STEP_SUMMARY": str(summary), **step["env"]},
        )
        return done.returncode, summary.read_text()

    code, said = push(words.solutions()[0].read_text(encoding="utf-8"))
    assert code == 0
    assert "3 of 3 public tests pass" in said
    code, said = push(words.starters()[0].read_text(encoding="utf-8"))
    assert code == 1
    assert "next: write `shout`" in said
