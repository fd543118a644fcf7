"""Which packages of the kit travel in a zip: whole, and only what is needed where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import autograder

KIT = Path(autograder.__file__).parent
TEMPLATES = KIT / "build" / "templates"

# Beside what grades, where Otter reports.
OTTER_TOO = ("notebook", "otter")
# At a student's desk; beside a notebook also what its cells call.
DESK = ("student", "testing")
NOTEBOOK = ("intake", "notebook", "testing")


def shipped_files(packages: Sequence[str]) -> dict[str, bytes]:
    """Every file of these packages, by its path in the zip."""
    found = [path for package in packages for path in sorted((KIT / package).rglob("*"))]
    files = [path for path in found if path.is_file() and "__pycache__" not in path.parts]
    return {
        path.relative_to(KIT.parent).as_posix(): path.read_bytes()
        for path in (KIT / "__init__.py", *files)
    }


def template(name: str) -> bytes:
    """A file that goes into what is built, as it is or with its marks filled in."""
    return (TEMPLATES / name).read_bytes()
