"""The check of the engine's rooms: this repository passes, and each fault is found and explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
IN_ORDER = {
    "__init__.py": "",
    "__main__.py": "from autograder.cli import main\n",
    "cli/__init__.py": "from autograder.judge import grade\n\nmain = grade\n",
    "judge/__init__.py": "from autograder.judge.one import grade\n",
    "judge/one.py": "from autograder.testing import check\n\ngrade = check\n",
    "testing/__init__.py": "check = print\n",
}


def look(root: Path) -> tuple[int, str]:
    command = [sys.executable, str(ROOT / "scripts/rooms.py"), str(root)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_this_repository_is_in_order() -> None:
    assert look(ROOT) == (0, "")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ""),
        (
            {
                "judge/one.py": "from autograder.judge import two\n\ngrade = two\n",
                "judge/two.py": "def f():\n    from autograder.judge.one import grade\n",
            },
            "modules in a circle: judge.one, judge.two. None of them can be read",
        ),
        (
            {
                "intake/a.py": "import autograder.course.b\n",
                "course/b.py": "x = 1\n",
                "course/c.py": "import autograder.intake.d\n",
                "intake/d.py": "x = 1\n",
            },
            "rooms in a circle: course, intake. None of them",
        ),
        (
            {"testing/late.py": "def f():\n    from autograder.judge import grade\n"},
            "testing.late imports judge, against the direction. testing: the seam: it travels",
        ),
        ({"attic/box.py": ""}, "attic has no floor: give it a line in FLOORS"),
        (
            {"judge/help.txt": "one\nuse Convolution here\n"},
            "judge/help.txt, line 2: 'Convol' is a word of this course",
        ),
        ({"judge/two.py": "x = 1\n" * 301}, "judge/two.py has 301 lines, more than 300"),
    ],
    ids=["in order", "modules", "rooms", "direction", "no floor", "word", "long"],
)
def test_each_fault_is_named_with_its_reason(
    files: dict[str, str], expected: str, tmp_path: Path
) -> None:
    for name, text in {**IN_ORDER, **files}.items():
        path = tmp_path / "autograder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, said = look(tmp_path)
    assert (code, expected in said) == (bool(expected), True), said
