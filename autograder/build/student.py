"""Builds the student's folder: one zip with everything needed, and nothing that is secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from autograder.build.archive import Entry, archive_bytes, write_bytes
from autograder.build.diagnoses import diagnoses_text
from autograder.build.handout import Handout, read_handout
from autograder.build.notebooks.book import pictures_of
from autograder.build.notebooks.student_book import libraries, student_notebook
from autograder.build.pages.handout import PAGE, handout_page
from autograder.build.reading import read_tests
from autograder.build.shipped import DESK, shipped_files
from autograder.build.starter import starters
from autograder.course import Assignment, pins
from autograder.course.errors import PackageError
from autograder.course.places import ANSWERS
from autograder.judge.suite import problem_order
from autograder.testing.digests import FILE as DIAGNOSES
from autograder.testing.examples import EXAMPLES

TEMPLATES = Path(__file__).parent / "templates" / "student"
FIXED = ("check.py", "conftest.py", "pytest.ini")
OPENS = f"Open `{PAGE}` in a browser: it is this page, with formulas, and figures that move.\n> "
SUPPORT = (".py", ".npz", ".npy", ".txt", ".csv", ".json", ".md", ".pt")


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write `student.zip` into the folder `out`; the same bytes from one build to the next."""
    path = out / "student.zip"
    write_bytes(path, zipped(student_files(assignment), assignment.slug))
    return [path]


def student_files(assignment: Assignment) -> dict[str, bytes]:
    """Every file of the folder, by its path in it."""
    handout_path = assignment.handout_dir / "handout.md"
    handout = read_handout(handout_path)
    text = handout_path.read_text(encoding="utf-8")
    pictures = pictures_of(assignment)
    texts = {
        "README.md": readme(text, assignment, opens=OPENS),
        PAGE: handout_page(assignment, readme(text, assignment)),
        "requirements.txt": requirements(assignment),
        "kit/assignment.json": facts(assignment, handout),
        DIAGNOSES.as_posix(): diagnoses_text(assignment),
        "notebook.ipynb": student_notebook(assignment, handout, pictures),
        **{starter.name: text for starter, text in starters(assignment).items()},
        **{name: _read(TEMPLATES / name) for name in FIXED},
        **{path.name: _read(path) for path in _public_tests(assignment)},
    }
    texts |= {path.name: _read(path) for path in _demonstrations(assignment)}
    texts |= {path.name: _read(path) for path in assignment.course_pages()}
    files = {name: text.encode() for name, text in texts.items()}
    kit = {f"kit/{name}": data for name, data in shipped_files(DESK).items()}
    return {**files, **pictures, **kit, **_support(assignment)}


def zipped(files: Mapping[str, bytes], top: str) -> bytes:
    """A zip with one folder, the same bytes each time."""
    return archive_bytes(Entry(f"{top}/{name}", data) for name, data in files.items())


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
        "extra_points": spec.extra_points,
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
    """The handout, with the first steps under its title; before them how it is `open`ed better."""
    title, _, rest = handout.lstrip().partition("\n")
    files = " and ".join(f"`{name}`" for name in assignment.spec.files)
    names = [path.name for path in starters(assignment) if path.name != EXAMPLES]
    handed_in = " and ".join(f"`{name}`" for name in names)
    if ANSWERS in names:
        handed_in += f". The written questions are answered in `{ANSWERS}`"
    if assignment.spec.examples_points:
        handed_in += f". `{EXAMPLES}` brings extra credit: see *Before you write*"
    steps = _read(TEMPLATES / "start.md").replace("{files}", files).replace("{opens}", opens)
    steps = steps.replace("{handed_in}", handed_in)
    return f"{title}\n\n{steps.strip()}\n\n{rest.lstrip()}"


def requirements(assignment: Assignment) -> str:
    """What to install, with the hint for a small torch."""
    pinned = pins.in_words(assignment.spec.requirements)
    names = libraries(assignment)
    head = _read(TEMPLATES / "requirements.txt").replace("{pinned}", pinned or "any version")
    hint = _read(TEMPLATES / "torch-cpu.txt") if "torch" in names else ""
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
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in SUPPORT and "__pycache__" not in path.parts
    }


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
