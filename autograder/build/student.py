"""Builds the student's folder: everything needed, and nothing that is secret; as a zip, or for GitHub."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from autograder.build.archive import archive_bytes, write_bytes, write_folder
from autograder.build.book import libraries, pictures_of, student_notebook
from autograder.build.diagnoses import diagnoses_text
from autograder.build.handout import Handout, read_handout
from autograder.build.pages.sheet import PAGE, handout_sheet, html
from autograder.build.reading import read_tests
from autograder.build.shipped import DESK, filled, shipped_files, template
from autograder.build.starter import starters
from autograder.course import Assignment, files_below, pins
from autograder.course.errors import PackageError
from autograder.course.places import ANSWERS
from autograder.judge.suite import problem_order
from autograder.testing.digests import FILE as DIAGNOSES
from autograder.testing.examples import EXAMPLES

FIXED = ("check.py", "conftest.py", "pytest.ini")
ON_GITHUB = {
    ".github/workflows/check.yml": "github/check.yml",
    ".devcontainer/devcontainer.json": "github/devcontainer.json",
    ".gitignore": "github/gitignore",
}
OPENS = f"Open `{PAGE}` in a browser: it is this page, with formulas, and figures that move.\n> "


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write `student.zip` into the folder `out`; the same bytes from one build to the next."""
    path = out / "student.zip"
    write_bytes(path, zipped(student_files(assignment), assignment.slug))
    return [path]


def build_repository(assignment: Assignment, out: Path) -> list[Path]:
    """Write the folder `github` in the folder `out`: it runs the public tests at every push.

    Whatever a repository of a student's holds, the student can read: so it has the student's folder
    and nothing else. Hidden tests are run by `autograder grade` on a folder of cloned repositories.
    """
    ours = {place: template(name) for place, name in ON_GITHUB.items()}
    write_folder(out / "github", student_files(assignment) | ours)
    return [out / "github"]


def student_files(assignment: Assignment) -> dict[str, bytes]:
    """Every file of the folder, by its path in it."""
    handout = read_handout(assignment)
    text = (assignment.handout_dir / "handout.md").read_text(encoding="utf-8")
    texts = {
        "README.md": readme(text, assignment, opens=OPENS),
        PAGE: html(handout_sheet(assignment, readme(text, assignment))),
        "requirements.txt": requirements(assignment),
        "kit/assignment.json": facts(assignment, handout),
        DIAGNOSES.as_posix(): diagnoses_text(assignment),
        "notebook.ipynb": student_notebook(assignment, handout),
        **{starter.name: text for starter, text in starters(assignment).items()},
    }
    files = {name: text.encode() for name, text in texts.items()}
    files |= {name: template(f"student/{name}") for name in FIXED}
    as_they_are = (
        *_public_tests(assignment),
        *_demonstrations(assignment),
        *assignment.course_pages(),
    )
    files |= {path.name: path.read_bytes() for path in as_they_are}
    kit = {f"kit/{name}": data for name, data in shipped_files(DESK).items()}
    return {**files, **pictures_of(assignment), **kit, **_support(assignment)}


def zipped(files: Mapping[str, bytes], top: str) -> bytes:
    """A zip with one folder, the same bytes each time."""
    return archive_bytes({f"{top}/{name}": data for name, data in files.items()})


def facts(assignment: Assignment, handout: Handout) -> str:
    """What the kit in the student's folder knows: nothing that the handout does not say."""
    spec = assignment.spec
    data = {
        "slug": spec.slug,
        "number": spec.number,
        "title": spec.title,
        "files": list(spec.files),
        "optional": list(spec.optional),
        "points": spec.points,
        "seconds": spec.seconds,
        "preload": list(spec.preload),
        "forbid": spec.forbid,
        "problems": problems(assignment),
        "costs_twice": {name: sorted(others) for name, others in spec.costs_twice.items()},
        "questions": len(handout.questions),
        "ours": [EXAMPLES, *(path.name for path in _demonstrations(assignment))],
    }
    return json.dumps(data, indent=2, sort_keys=True) + "\n"


def problems(assignment: Assignment) -> list[str]:
    """The problems that have a public test, in the order of the solution's functions."""
    names = dict.fromkeys(test.problem for test in read_tests(assignment) if test.public)
    return problem_order(assignment, list(names))


def readme(handout: str, assignment: Assignment, opens: str = "") -> str:
    """The handout, with the first steps under its title; what `opens` it better stands before them."""
    title, _, rest = handout.lstrip().partition("\n")
    names = [path.name for path in starters(assignment) if path.name != EXAMPLES]
    handed_in = " and ".join(f"`{name}`" for name in names)
    if ANSWERS in names:
        handed_in += f". The written questions are answered in `{ANSWERS}`"
    if assignment.spec.examples_points:
        handed_in += f". `{EXAMPLES}` brings extra credit: see *Before you write*"
    files = " and ".join(f"`{name}`" for name in assignment.spec.files)
    marks = {"FILES": files, "OPENS": opens, "HANDED_IN": handed_in}
    steps = filled("student/start.md", marks)
    return f"{title}\n\n{steps.strip()}\n\n{rest.lstrip()}"


def requirements(assignment: Assignment) -> str:
    """What to install, with the hint for a small torch."""
    pinned = pins.in_words(assignment.spec.requirements) or "any version"
    names = libraries(assignment)
    head = filled("student/requirements.txt", {"PINNED": pinned})
    hint = filled("student/torch-cpu.txt", {}) if "torch" in names else ""
    return head + hint + "\n".join(names) + "\n"


def _public_tests(assignment: Assignment) -> list[Path]:
    found = sorted(assignment.public_dir.glob("test_*.py"))
    if not found:
        raise PackageError(
            f"{assignment.public_dir} has no test_*.py: students need public tests; write one"
        )
    return found


def _demonstrations(assignment: Assignment) -> list[Path]:
    """look.py, and others that a handout lets students run; figures.py is the author's."""
    found = sorted(assignment.handout_dir.glob("*.py"))
    return [path for path in found if path.name not in ("figures.py", EXAMPLES)]


def _support(assignment: Assignment) -> dict[str, bytes]:
    return {
        f"kit/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for folder in assignment.support()
        for path in files_below(folder)
    }
