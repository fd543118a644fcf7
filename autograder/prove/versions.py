"""Which pinned packages have newer releases: asks the registry that pip is set up with."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

from packaging.version import Version

from autograder.build.requirements import GRADING
from autograder.course import pins
from autograder.prove.findings import Finding


def look_for_newer(requirements: Iterable[str]) -> Iterator[Finding]:
    """A finding for each pin that holds on this Python."""
    for wanted in (*pins.here(requirements), *pins.here(GRADING)):
        name, pinned = wanted.name, pins.pin(wanted)
        newest = newest_release(name)
        if not newest:
            says = "the registry could not be asked, or has nothing for this Python"
            yield Finding("note", name, says, f"python -m pip index versions {name}")
        elif not pinned or Version(newest) <= Version(pinned):
            yield Finding("note", name, f"{newest} is the newest release")
        else:
            says = f"is pinned to {pinned}; {newest} is the newest release for this Python"
            mend = "before you move a pin: make package, make test, then `autograder verify`"
            yield Finding("odd", name, says, mend)


def newest_release(name: str) -> str:
    """The newest one that this Python can install; nothing where pip cannot say."""
    command = (sys.executable, "-m", "pip", "index", "versions", name)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    found = re.search(rf"^{re.escape(name)} \(([^)]+)\)", done.stdout, re.M | re.I)
    return found[1] if found and not done.returncode else ""
