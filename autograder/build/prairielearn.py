"""The PrairieLearn channel: a question to copy into a course, and its grader's image.

questions/<slug>/       info.json, question.html, clientFilesQuestion/ with the student's zip
questions/<slug>/tests/ run.sh, the driver, and what grades; PrairieLearn keeps it from students
image/                  a Dockerfile, and the packages that it installs
"""

from __future__ import annotations

import html
import json
import shutil
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.build.archive import write_folder
from autograder.build.gradescope import contents
from autograder.build.handout import read_handout
from autograder.build.platform import Platform, Points
from autograder.build.shipped import filled, template
from autograder.build.starter import starters
from autograder.build.student import student_files, zipped
from autograder.course import Assignment
from autograder.course.errors import GradingError

IMAGE = "autograder_kit"  # yours to build of image/, and to name in info.json
SLOWEST = 600  # seconds; PrairieLearn takes no more
DRIVERS = {
    "run.sh": "prairielearn/run.sh",
    "driver.py": "prairielearn/driver.py",
    "run_judge.py": "run_judge.py",
}


def lay_out(made: Path, root: Path) -> None:
    """As PrairieLearn fills /grade: the question's tests, and the data of the submission."""
    (question,) = (made / "questions").iterdir()
    shutil.copytree(question / "tests", root / "tests")
    (root / "data").mkdir()
    (root / "data" / "data.json").write_text("{}", encoding="utf-8")
    (root / "tests" / "run.sh").chmod(0o755)


def from_grade(folder: Path, printed: str) -> Points:
    """Points by problem, which must add up to the score that PrairieLearn reads."""
    text = (folder / "results" / "results.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    points: Points = told["problems"]
    if not told["complete"]:
        raise GradingError(f"it says: {told['message']}")
    share = min(1.0, sum(points.values()) / told["points"])
    if told["gradable"] and abs(told["score"] - share) > 1e-4:
        raise GradingError(f"its score is {told['score']}, and its problems' points say {share}")
    return points


# https://prairielearn.readthedocs.io/en/latest/externalGrading/
PLATFORM = Platform(
    lays_out=lay_out,
    hands_in="student",
    starts=("tests/run.sh",),
    tells=from_grade,
)


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write the folder `prairielearn` in the folder `out`."""
    slug = assignment.slug
    spec = assignment.spec
    in_time = replace(spec, timeout_minutes=min(spec.timeout_minutes, SLOWEST // 60))
    graders = contents(replace(assignment, spec=in_time), "cpu")
    question = {
        "info.json": facts(assignment).encode(),
        "question.html": page(assignment).encode(),
        f"clientFilesQuestion/{slug}.zip": zipped(student_files(assignment), slug),
        **{f"tests/{name}": template(driver) for name, driver in DRIVERS.items()},
        **{f"tests/source/{name}": data for name, data in graders.items()},
    }
    image = {
        "image/Dockerfile": template("prairielearn/Dockerfile"),
        **{f"image/{name}": graders[name] for name in ("setup.sh", "requirements.txt")},
    }
    files = {f"questions/{slug}/{name}": data for name, data in question.items()}
    write_folder(out / "prairielearn", {**files, **image})
    return [out / "prairielearn"]


def facts(assignment: Assignment) -> str:
    """info.json; the same id from one build to the next, so that PrairieLearn knows it again."""
    spec = assignment.spec
    marks = {
        "UUID": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{spec.course}/{spec.slug}")),
        "TITLE": spec.title,
        "TOPIC": spec.course or "Programming",
        "IMAGE": IMAGE,
        "TIMEOUT": min(spec.timeout_minutes * 60, SLOWEST),
    }
    return filled("prairielearn/info.json", {mark: json.dumps(v) for mark, v in marks.items()})


def page(assignment: Assignment) -> str:
    """question.html: what it is about, the folder to fetch, and the files to hand in."""
    spec = assignment.spec
    names = (*(path.name for path in starters(assignment)), *spec.optional)
    more = ", ".join(name for name in names if name not in spec.files)
    marks = {
        "TITLE": read_handout(assignment).title,
        "SLUG": assignment.slug,
        "FILES": ", ".join(spec.files),
        "MORE": more,
        "OR_ALSO": f"; where you have written it, also: {more}" if more else "",
    }
    escaped = {mark: html.escape(value) for mark, value in marks.items()}
    return filled("prairielearn/question.html", escaped)
