"""What goes into what is built: packages of the kit, templates, the requirements of a grader's image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import autograder
from autograder.course import Spec, files_below, pins
from autograder.course.errors import PackageError

PACKAGE = Path(autograder.__file__).parent
TEMPLATES = PACKAGE / "build" / "templates"

# Packages travel whole, and only what is needed where they go.
# Beside what grades, where Otter reports.
OTTER_TOO = ("notebook", "otter")
# At a student's desk; beside a notebook also what its cells call.
DESK = ("student", "testing")
NOTEBOOK = ("intake", "notebook", "testing")

# What grading needs, chosen so that one version installs on Python 3.10 to 3.14.
GRADING = ("msgpack==1.2.4", "pluggy==1.7.0", "pytest==9.2.0")


def shipped_files(packages: Sequence[str]) -> dict[str, bytes]:
    """Every file of these packages, by its path in the zip."""
    files = files_below(*(PACKAGE / package for package in packages))
    return {
        path.relative_to(PACKAGE.parent).as_posix(): path.read_bytes()
        for path in (PACKAGE / "__init__.py", *files)
    }


def template(name: str) -> bytes:
    """A file that goes into what is built as it is."""
    return (TEMPLATES / name).read_bytes()


def filled(name: str, marks: Mapping[str, str]) -> str:
    """A text that goes into what is built, with a value in place of each `@MARK@`."""
    text = template(name).decode()
    for mark, value in marks.items():
        text = text.replace(f"@{mark}@", value)
    return text


def requirements_text(spec: Spec) -> str:
    """A requirements.txt in which every line is pinned: the course's packages, and what grades."""
    for line in spec.requirements:
        if not pins.pin(pins.read(line)):
            raise PackageError(
                f"course.yml: requirements: {line!r} is not pinned, so next month's image could"
                f" grade otherwise: write it like {pins.LIKE}"
            )
    named = pins.names(spec.requirements)
    ours = [line for line in GRADING if pins.read(line).name not in named]
    return "".join(f"{line}\n" for line in (*spec.requirements, *ours))
