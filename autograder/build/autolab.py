"""The Autolab channel: a lab to import, whose autograder is the isolated judge.

autolab.tar holds one folder, the lab: its facts (.yml), the student's zip as the handout, and the
two files that Autolab copies beside each hand-in, autograde-Makefile and autograde.tar.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

import yaml

from autograder.build.archive import archive_bytes, tar_bytes, write_bytes
from autograder.build.gradescope import contents
from autograder.build.platform import Files, Platform, Points, as_they_are
from autograder.build.reading import read_tests
from autograder.build.shipped import filled, template
from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from autograder.course.errors import GradingError

IMAGE = "autograder_kit"  # the site's image, with what requirements.txt in autograde.tar names
SLOWEST = 900  # seconds; Autolab takes no more
HANDIN = "handin.zip"  # whatever a student calls the one file, Autolab puts it there by this name


def lay_out(archive: Path, root: Path) -> None:
    """Autolab copies two of the lab's files beside each hand-in."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.unpack_archive(archive, folder)
        (lab,) = Path(folder).iterdir()
        shutil.copy(lab / "autograde-Makefile", root / "Makefile")
        shutil.copy(lab / "autograde.tar", root)


def as_archive(files: Files) -> dict[str, bytes]:
    """One zip of everything."""
    return {HANDIN: archive_bytes(as_they_are(files))}


def from_last_line(folder: Path, printed: str) -> Points:
    """The last line that was printed is JSON, with `scores` by problem."""
    scores: Points = json.loads(printed.rstrip().rpartition("\n")[2])["scores"]
    if not scores:
        raise GradingError(f"no scores were told, and above:\n{printed}")
    return scores


# https://docs.autolabproject.com/lab/
PLATFORM = Platform(
    lays_out=lay_out,
    hands_in=".",
    starts=("make",),
    tells=from_last_line,
    packs=as_archive,
    as_root=False,
)


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write `autolab.tar` into the folder `out`."""
    spec, name = assignment.spec, f"lab_{assignment.slug}"  # a name must begin with a letter
    makefile = filled("autolab/Makefile", {"FILE": HANDIN, "MAIN": spec.files[0]})
    files = {
        f"{name}.yml": facts(assignment, name).encode(),
        "handout.zip": zipped(student_files(assignment), spec.slug),
        "autograde-Makefile": makefile.encode(),
        "autograde.tar": tar_bytes(_grader(assignment)),
    }
    write_bytes(out / "autolab.tar", tar_bytes(files, folder=name))
    return [out / "autolab.tar"]


def facts(assignment: Assignment, name: str) -> str:
    """What Autolab reads when the lab is imported."""
    spec = assignment.spec
    points: dict[str, float] = defaultdict(float)
    for test in read_tests(assignment):
        points[test.problem] += test.points or 0
    if spec.examples_points:
        points["examples"] = spec.examples_points
    problems = [
        {"name": problem, "description": "", "max_score": worth, "optional": False}
        for problem, worth in points.items()
    ]
    marks = {
        "NAME": name,
        "TITLE": json.dumps(spec.title),
        "HANDIN": HANDIN,
        "PROBLEMS": yaml.safe_dump({"problems": problems}, sort_keys=False).rstrip(),
        "IMAGE": IMAGE,
        "TIMEOUT": str(min(spec.timeout_minutes * 60, SLOWEST)),
    }
    return filled("autolab/lab.yml", marks)


def _grader(assignment: Assignment) -> dict[str, bytes]:
    """The driver, and beside it what a Gradescope zip would hold."""
    drivers = {"driver.py": "autolab/driver.py", "run_judge.py": "run_judge.py"}
    files = {name: template(driver) for name, driver in drivers.items()}
    graders = contents(assignment, "cpu").items()
    return files | {f"grading/source/{name}": data for name, data in graders}
