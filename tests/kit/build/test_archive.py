"""Zips are valid, keep their modes, and are the same bytes each time."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from autograder.build.archive import archive_bytes, write_folder
from autograder.build.gradescope import build_one
from autograder.course.load import load_course


def test_python_and_unzip_read_the_archive(tmp_path: Path) -> None:
    files = {"run": b"#!/bin/sh\necho hello\n", "folder/größe.txt": "größe\n".encode() * 50}
    data = archive_bytes(files)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["folder/größe.txt", "run"]
        assert opened.read("folder/größe.txt") == files["folder/größe.txt"]
        assert opened.getinfo("run").external_attr >> 16 == 0o100755
        assert opened.getinfo("folder/größe.txt").external_attr >> 16 == 0o100644
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(path), str(tmp_path)], check=True)
    assert (tmp_path / "run").read_bytes() == files["run"]
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-tq", str(path)], check=True, stdout=subprocess.DEVNULL)


def test_a_folder_holds_what_is_built_and_stays_a_repository(tmp_path: Path) -> None:
    for name in (".git/HEAD", "old/test_a.py", "b.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("before")
    (tmp_path / "link").symlink_to(tmp_path / "old")
    write_folder(tmp_path, {"b.py": b"now", "new/c.py": b"now"})
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {".git", ".git/HEAD", "b.py", "new", "new/c.py"}
    assert (tmp_path / "b.py").read_bytes() == b"now"


def test_two_builds_in_two_places_give_the_same_bytes(words_course: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "deep"
    shutil.copytree(words_course, other)
    for path in other.rglob("*.py"):
        path.touch()
        path.chmod(0o600)
    (other / "solutions/01_words/alternatives/__pycache__").mkdir()
    made = [
        build_one(load_course(root).assignment("01_words"), root / "dist", device)
        for root in (words_course, other)
        for device in ("cpu", "gpu")
    ]
    assert made[0].read_bytes() == made[2].read_bytes()
    assert made[1].read_bytes() == made[3].read_bytes()
