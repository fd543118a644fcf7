"""The exact packages of a grader's image: the course's own, and what grading needs."""

from __future__ import annotations

import re

from autograder.course import Spec
from autograder.course.errors import PackageError

# Chosen so that one version installs on Python 3.10 to 3.13, Gradescope's images.
GRADING = ("msgpack==1.2.4", "pluggy==1.7.0", "pytest==9.2.0")


def requirements_text(spec: Spec) -> str:
    """A requirements.txt in which every line is pinned."""
    for line in spec.requirements:
        if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z0-9,_-]+\])?==[A-Za-z0-9.+!]+( *;.+)?", line):
            raise PackageError(
                f"course.yml: requirements: {line!r} is not pinned, so next month's image could"
                " grade otherwise: write it like 'numpy==2.2.6'"
            )
    named = {line.partition("==")[0].lower() for line in spec.requirements}
    ours = [line for line in GRADING if line.partition("==")[0] not in named]
    return "".join(f"{line}\n" for line in (*spec.requirements, *ours))
