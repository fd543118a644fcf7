"""The Autolab channel: a lab to import, whose autograder is the isolated judge.

autolab.tar holds one folder, the lab: its facts (.yml), the student's zip as the handout, and the
two files that Autolab copies beside each hand-in, autograde-Makefile and autograde.tar.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from autograder.build.archive import Entry, tar_bytes, write_bytes
from autograder.build.gradescope import contents
from autograder.build.reading import read_tests
from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from autograder.course.errors import PackageError

TEMPLATES = Path(__file__).parent / "templates" / "autolab"
IMAGE = "autograder_kit"  # the site's image, with what requirements.txt in autograde.tar names
SLOWEST = 900  # seconds; Autolab takes no more


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write `autolab.tar` into the folder `out`."""
    spec, name = assignment.spec, f"lab_{assignment.slug}"  # a name must begin with a letter
    if len(spec.files) > 1:
        raise PackageError(
            f"{spec.slug}: Autolab takes one file, but course.yml's `submit:` names"
            f" {len(spec.files)}: choose other channels for it, one --channel at a time"
        )
    entries = (
        Entry(f"{name}.yml", yaml.safe_dump(facts(assignment, name), sort_keys=False).encode()),
        Entry("handout.zip", zipped(student_files(assignment), spec.slug)),
        Entry("autograde-Makefile", _read("Makefile").replace("@FILE@", spec.files[0]).encode()),
        Entry("autograde.tar", tar_bytes(_grader(assignment))),
    )
    write_bytes(out / "autolab.tar", tar_bytes(entries, folder=name))
    return [out / "autolab.tar"]


def facts(assignment: Assignment, name: str) -> dict[str, Any]:
    """What Autolab reads when the lab is imported."""
    spec = assignment.spec
    points: dict[str, float] = defaultdict(float)
    for test in read_tests(assignment):
        points[test.problem] += test.points or 0
    return {
        "general": {
            "name": name,
            "display_name": spec.title,
            "description": "",
            "category_name": "Lab",
            "handin_filename": spec.files[0],
            "handin_directory": "handin",
            "handout": "handout.zip",
            "writeup": "",
            "max_submissions": -1,
            "max_grace_days": 0,
            "max_size": 2,
            "disable_handins": False,
        },
        "problems": [
            {"name": problem, "description": "", "max_score": worth, "optional": False}
            for problem, worth in points.items()
        ],
        "autograder": {
            "autograde_image": IMAGE,
            "autograde_timeout": min(spec.timeout_minutes * 60, SLOWEST),
            "release_score": True,
        },
    }


def _grader(assignment: Assignment) -> list[Entry]:
    """The driver, and beside it what a Gradescope zip would hold."""
    driver = Entry("driver.py", _read("driver.py").encode())
    zipped = contents(assignment, "cpu")
    return [driver, *(Entry(f"source/{each.name}", each.data, each.mode) for each in zipped)]


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
