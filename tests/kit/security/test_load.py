"""A hundred submissions, every other an attack, in one batch: the honest ones notice nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.load import load_course
from tests.kit.attacks.harness import STAGE, attacks, hand_in
from tests.kit.security.conftest import WORDS

SUBMISSIONS, WORKERS, TOKEN = 100, 2, "l0adte5t"
SECONDS, TOTAL = 2, 20  # of one test, and of one submission


def told(path: Path) -> str:
    """A result, the time it took aside."""
    data = json.loads(path.read_text())
    data.pop("execution_time")
    return json.dumps(data, sort_keys=True)


@pytest.mark.slow
def test_a_batch_with_attacks_in_it(tmp_path: Path) -> None:
    course, folder, out = tmp_path / "course", tmp_path / "handed-in", tmp_path / "out"
    shutil.copytree(WORDS, course)
    text = (course / "course.yml").read_text()
    limits = f"limits: {{seconds: {SECONDS}, total_seconds: {TOTAL}, "
    assert "limits: {seconds: 3, " in text
    (course / "course.yml").write_text(text.replace("limits: {seconds: 3, ", limits))
    assignment = load_course(course).assignment("01_words")
    code = [attack for attack in attacks() if attack.kind == "code"]
    reference = {path.name: path.read_text() for path in assignment.solutions()}
    hostile = []
    for number in range(SUBMISSIONS):
        place = folder / f"{number:03}"
        place.mkdir(parents=True)
        if number % 2:
            attack = code[number // 2 % len(code)]
            hand_in(attack, assignment, place, course, TOKEN)
            hostile.append(place.name)
        else:
            for name, source in reference.items():
                (place / name).write_text(source)
    report = tmp_path / "report.json"
    # All attacks one after another, each up to its limit, and a minute to load and to end.
    patience = len(hostile) * (TOTAL + 15) + SUBMISSIONS * 3 + 60
    command = [sys.executable, "-I", str(STAGE), str(report), str(patience)]
    command += [
        str(Path(sys.prefix) / "bin" / "autograder"),
        "grade",
        str(folder),
        "--assignment",
        "01_words",
    ]
    command += ["--out", str(out), "--workers", str(WORKERS), "--course", str(course)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    facts = json.loads(report.read_text())
    assert facts["code"] is not None, f"not done after {patience} s"
    assert facts["left"] == []
    full = assignment.spec.points + assignment.spec.extra_points
    scores = {
        path.parent.name: json.loads(path.read_text())["score"]
        for path in sorted(out.glob("*/results.json"))
    }
    assert len(scores) == SUBMISSIONS, done.stdout[-2000:] + done.stderr[-2000:]
    wrong = {name: s for name, s in scores.items() if name not in hostile and s != full}
    assert wrong == {}
    assert [name for name in hostile if scores[name] >= full] == []
    honest = {told(path) for path in out.glob("*/results.json") if path.parent.name not in hostile}
    alone = tmp_path / "alone"
    words = [*command[5:6], "grade", str(folder / "000"), "--assignment", "01_words"]
    subprocess.run([*words, "--out", str(alone), "--course", str(course)], check=True)
    assert honest == {told(alone / "000" / "results.json")}
    assert (out / "grades.csv").exists()
    assert (out / "summary.json").exists()
    places = (Path(place) for place in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock"))
    left = [path for place in places for path in place.glob(f"*{TOKEN}*")]
    assert left == []
    print(f"{SUBMISSIONS} submissions, {len(hostile)} of them attacks: {facts['seconds']:.0f} s")
