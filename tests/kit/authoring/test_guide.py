"""docs/authoring.md, followed from its first line to its last: every file written, every command run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "authoring.md"
BLOCK = re.compile(r"^<!-- (file|run|table)(?:: (\S+))? -->\n(`{3,})\w+\n(.*?)^\3$", re.M | re.S)


def steps() -> Iterator[tuple[str, str, str]]:
    for found in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        yield found[1], found[2] or "", found[4]


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] == "autograder":
        words[:1] = [sys.executable, "-m", "autograder"]
    root = str(GUIDE.parents[1])
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "OMP_NUM_THREADS": "1", "PYTHONPATH": root},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


def test_the_guide_leads_to_a_proved_assignment(tmp_path: Path) -> None:
    said = ""
    for kind, name, text in steps():
        if kind == "file":
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif kind == "run":
            for line in text.splitlines():
                said = run(line.removeprefix("$ "), tmp_path)
                if "verify" in line:
                    proved = said
        else:
            # The table in the guide is what the reader has just seen: all but size and time.
            head, row = text.splitlines()
            assert any(line.split() == head.split() for line in proved.splitlines()), proved
            found = next(line for line in proved.splitlines() if "01_readings" in line)
            assert found.split()[:6] == row.split()[:6], proved
    dist = tmp_path / "dist" / "01_readings"
    assert {"gradescope-cpu.zip", "student.zip"} <= {path.name for path in dist.iterdir()}
    assert (tmp_path / "graded" / "report.html").is_file()


@pytest.mark.parametrize("part", ["raises(", "student.", "probe(", "@forbid", "@needs", "@limit"])
def test_the_guide_shows_each_part_of_the_seam(part: str) -> None:
    assert any(part in text for kind, _, text in steps() if kind == "file")
