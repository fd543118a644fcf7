"""The exact packages of a grader's image: the course's own, and what grading needs."""

from __future__ import annotations

from autograder.course import Spec, pins
from autograder.course.errors import PackageError

# Chosen so that one version installs on Python 3.10 to 3.14.
GRADING = ("msgpack==1.2.4", "pluggy==1.7.0", "pytest==9.2.0")


def requirements_text(spec: Spec) -> str:
    """A requirements.txt in which every line is pinned."""
    for line in spec.requirements:
        if not pins.pin(pins.read(line)):
            raise PackageError(
                f"course.yml: requirements: {line!r} is not pinned, so next month's image could"
                f" grade otherwise: write it like {pins.LIKE}"
            )
    named = pins.names(spec.requirements)
    ours = [line for line in GRADING if pins.read(line).name not in named]
    return "".join(f"{line}\n" for line in (*spec.requirements, *ours))
