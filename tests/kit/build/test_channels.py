"""Each channel by its platform's own contract: the same points everywhere, nothing hidden told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_notebook

from autograder.build.channels import CHANNELS, Channel, drop_left_over
from autograder.build.platform import Points
from autograder.build.student import student_files
from autograder.course import Assignment
from autograder.prove.attack_files import half
from autograder.prove.rehearse import Ground, environment

REPOSITORY = Path(__file__).resolve().parents[3]


def channel(name: str) -> Channel:
    return next(each for each in CHANNELS if each.name == name)


def as_gradescope_does(made: Path, root: Path) -> None:
    """The zip becomes /autograder/source, with the modes that it says."""
    with zipfile.ZipFile(made) as archive:
        for info in archive.infolist():
            Path(archive.extract(info, root / "source")).chmod(info.external_attr >> 16 & 0o777)
    (root / "results").mkdir()


def as_autolab_does(made: Path, root: Path) -> None:
    """Its import checks the tarball; then two of the lab's files are copied beside the hand-in."""
    with tarfile.open(made) as lab:
        (name,) = [member.name for member in lab if member.isdir()]
        assert lab.getnames()[0] == name, "the lab's folder comes first"
        assert name[0].isalpha()
        facts = yaml.safe_load(lab.extractfile(f"{name}/{name}.yml"))
        assert 10 <= facts["autograder"]["autograde_timeout"] <= 900
        assert lab.getmember(f"{name}/{facts['general']['handout']}").isfile()
        for inside, outside in (("autograde-Makefile", "Makefile"), ("autograde.tar",) * 2):
            (root / outside).write_bytes(lab.extractfile(f"{name}/{inside}").read())


UNPACK = {
    "gradescope": as_gradescope_does,
    "otter": as_gradescope_does,  # where Otter's zip is graded, too
    "autolab": as_autolab_does,
}
OTTER = REPOSITORY / ".venv-otter"

Told = tuple[Points, str]


@pytest.fixture(params=sorted(UNPACK))
def grade(
    request: pytest.FixtureRequest, words: Assignment, tmp_path: Path
) -> Callable[[str], Told]:
    """Hand a file in where the platform puts it, start what the platform starts."""
    chosen = channel(request.param)
    platform = chosen.platform
    assert platform is not None
    made = chosen.build(words, tmp_path / "dist")[0]
    more = {"AUTOGRADER_VENV": str(OTTER)} if chosen.name == "otter" else {}

    def by(text: str) -> Told:
        root = tmp_path / "platform"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        UNPACK[chosen.name](made, root)
        place = root / platform.hands_in
        place.mkdir(exist_ok=True)
        if chosen.name == "otter":
            book = new_notebook(cells=[new_code_cell(text)])
            nbformat.write(book, place / f"{words.slug}.ipynb")
        else:
            (place / words.main_file).write_text(text, encoding="utf-8")
        environ = environment(Ground(root))
        done = subprocess.run(
            [*platform.starts],
            cwd=root,
            env={**environ, "VENV": environ["AUTOGRADER_VENV"], **more},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return platform.tells(root, done.stdout), done.stdout

    return by


def test_reference_starter_and_half_a_solution_have_the_points_that_are_theirs(
    words: Assignment, grade: Callable[[str], Told]
) -> None:
    full, _ = grade(words.solutions()[0].read_text(encoding="utf-8"))
    assert sum(full.values()) == words.spec.points + words.spec.extra_points
    none, _ = grade(words.starters()[0].read_text(encoding="utf-8"))
    assert set(none) == set(full)
    assert sum(none.values()) == 0
    some, _ = grade(half(words)[words.main_file])
    assert 0 < sum(some.values()) < sum(full.values())
    assert all(some[problem] in (0, full[problem]) for problem in full)


def test_autolab_shows_readable_text_above_the_line_of_scores(
    words: Assignment, tmp_path: Path
) -> None:
    root = tmp_path / "job"
    root.mkdir()
    as_autolab_does(channel("autolab").build(words, tmp_path / "dist")[0], root)
    (root / words.main_file).write_text("def shout(word, times=1):\n    return word\n")
    environ = environment(Ground(root))
    done = subprocess.run(
        ["make"], cwd=root, env={**environ, "VENV": environ["AUTOGRADER_VENV"]},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    *above, last = done.stdout.splitlines()
    problems = yaml.safe_load(_yml(tmp_path / "dist" / "autolab.tar"))["problems"]
    assert set(json.loads(last)["scores"]) == {each["name"] for each in problems}
    assert "FAILED  0/1  1.1 shout: " in "\n".join(above)
    assert "<" not in "\n".join(above)
    assert "staff:" not in done.stdout


def _yml(made: Path) -> bytes:
    with tarfile.open(made) as lab:
        (name,) = [each for each in lab.getnames() if each.endswith(".yml")]
        return lab.extractfile(name).read()


def test_where_the_grader_fails_autolab_is_told_no_score(words: Assignment, tmp_path: Path) -> None:
    as_autolab_does(channel("autolab").build(words, tmp_path / "dist")[0], tmp_path)
    with tarfile.open(tmp_path / "autograde.tar") as archive:
        archive.extract("driver.py", tmp_path)
    shutil.rmtree(tmp_path / "source", ignore_errors=True)
    done = subprocess.run(
        ["/usr/bin/python3", "-I", "driver.py", words.main_file],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == {"scores": {}}
    assert "not you" in done.stdout


def test_dist_holds_nothing_that_the_course_has_dropped(tmp_path: Path) -> None:
    kept = {
        "01_new/student.zip", "nbgrader/source/01_new/01_new.ipynb",
        "nbgrader/submitted/ada/00_old/00_old.ipynb", "site/index.html", "kit.whl",
        "00_old/notes.txt", "nbgrader/gradebook.db",
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
