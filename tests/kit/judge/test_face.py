"""What docs/engine.md shows runs as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "engine.md").read_text(encoding="utf-8")


def programs() -> list[str]:
    blocks = re.findall(r"(?:^    .*\n|^\n)+", PAGE, re.M)
    return [re.sub(r"^    ", "", b, flags=re.M) for b in blocks if "import" in b]


def test_each_program_of_the_page_runs(tmp_path: Path) -> None:
    (tmp_path / "handed_in").mkdir()
    reference = ROOT / "solutions" / "01_flatten" / "flatten.py"
    (tmp_path / "handed_in" / "flatten.py").write_bytes(reference.read_bytes())
    (tmp_path / "my_course").symlink_to(ROOT)
    said = []
    for program in programs():
        program += "\nprint('scores' in dir() and [r.score for r in scores.values()])\n"
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0].startswith("15 of 15")
    assert "[15" in said[1]
    assert said[2].startswith("42")
