"""Two files, an optional helper and data: graded, and tried in the student's folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from autograder.build.starter import drift
from autograder.build.student import build
from autograder.course.load import load_course

ROOT = Path(__file__).resolve().parents[3]
COURSE = ROOT / "tests" / "kit" / "courses" / "gauges"
SOLUTION = COURSE / "solutions" / "01_gauges"


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "OMP_NUM_THREADS": "1", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=200,
    )
    return done.returncode, done.stdout


def hand_in(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True)
    for stem, text in files.items():
        (folder / f"{stem}.py").write_text(text, encoding="utf-8")


def text_of(name: str) -> str:
    return (SOLUTION / name).read_text(encoding="utf-8")


def test_both_files_count_and_a_helper_may_come_along(tmp_path: Path) -> None:
    station, gauge = text_of("station.py"), text_of("gauge.py")
    room = tmp_path / "room"
    hand_in(room / "whole", station=station, gauge=gauge)
    hand_in(
        room / "helped",
        station=station.replace("from gauge import", "from helpers import"),
        gauge=gauge,
        helpers="from gauge import celsius\n",
    )
    hand_in(room / "half", station=station)
    hand_in(room / "broken", station=station, gauge="def celsius(:\n")
    out = tmp_path / "graded"
    _, said = run(
        ROOT, "-m", "autograder", "grade", str(room), "--assignment", "01_gauges",
        "--course", str(COURSE), "--out", str(out), "--workers", "1",
    )  # fmt: skip
    results = {
        name: json.loads((out / name / "results.json").read_text(encoding="utf-8"))
        for name in ("whole", "helped", "half", "broken")
    }
    scores = {name: result["score"] for name, result in results.items()}
    assert scores == {"whole": 6, "helped": 6, "half": 0, "broken": 0}, said
    assert "gauge.py was not found" in results["half"]["output"]
    assert "gauge.py" in results["broken"]["output"]


def test_the_students_folder_holds_both_files_and_the_data(tmp_path: Path) -> None:
    assignment = load_course(COURSE).assignment("01_gauges")
    assert drift(assignment) == ""
    with zipfile.ZipFile(build(assignment, tmp_path)[0]) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "01_gauges"
    assert {"station.py", "gauge.py", "kit/weather.csv"} <= {
        path.relative_to(folder).as_posix() for path in folder.rglob("*")
    }
    _, said = run(folder, "check.py")
    assert "0 of 2 public tests pass" in said
    for name, place in (("celsius", "line 4 of gauge.py"), ("warmest", "line 7 of station.py")):
        assert f"next: write `{name}` ({place})" in run(folder, "check.py", name)[1]
    for name in assignment.spec.files:
        (folder / name).write_text(text_of(name), encoding="utf-8")
    code, said = run(folder, "check.py")
    assert code == 0, said
