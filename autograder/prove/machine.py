"""Looks over the machine: libraries, tools, isolation, device, and newer releases of what is pinned."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence

from packaging.version import Version

from autograder.build.shipped import GRADING
from autograder.course import pins
from autograder.course.load import Course
from autograder.prove.doctor import Finding

# Each asked in a process of its own: they import large libraries, or change the process.
ISOLATION = (
    "from autograder.sandbox.survey import survey; i = survey('auto', ());"
    " print(i.level, i.backend, *i.notes, sep='\\n')"
)
TORCH = (
    "import torch; print(torch.__version__, 'CUDA' if torch.version.cuda else 'CPU build',"
    " torch.cuda.get_device_name() if torch.cuda.is_available() else 'no GPU', sep=', ')"
)

# What some commands need beyond the rest: the module, its extra of this package, the command.
TOOLS = (
    ("otter", "otter", "autograder package --channel otter"),
    ("distributed", "cluster", "autograder grade --scheduler ADDRESS"),
    ("copydetect", "similar", "autograder similar"),
    ("matplotlib", "pictures", "python look.py"),
)


def look_around(course: Course | None) -> Iterator[Finding]:
    """All findings about this machine; with a course, also what the course asks of it."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("note", "python", f"{version} in {sys.prefix}")
    if course is not None:
        yield from _libraries(course.facts.requirements, course.facts.preload)
    yield from _tools()
    yield from _isolation()


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


def _libraries(requirements: Sequence[str], preload: Sequence[str]) -> Iterator[Finding]:
    for requirement in pins.here(requirements):
        name, wanted = requirement.name, pins.pin(requirement)
        mend = f"python -m pip install '{name}{requirement.specifier}'"
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            says = "is not installed here: nothing can be graded or verified"
            yield Finding("wrong", name, says, mend)
            continue
        if wanted and found.partition("+")[0] != wanted:
            says = f"is {found} here, and {wanted} in course.yml"
            yield Finding("odd", name, says, mend)
        elif name == "torch":
            yield Finding("note", "torch", _answer(TORCH) or "cannot be imported")
    for module in preload:
        if not _is_here(module):
            says = "course.yml preloads it, but it cannot be imported here"
            mend = "add it to `requirements:` and install it, or take it out of `preload:`"
            yield Finding("wrong", module, says, mend)


def _is_here(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ImportError:  # of `torch.nn`, where there is no torch
        return False


def _tools() -> Iterator[Finding]:
    for module, extra, command in TOOLS:
        if not _is_here(module):
            says = f"is not installed: `{command}` needs it, no other command does"
            yield Finding("note", module, says, f"python -m pip install {pins.of_extra(extra)}")
    if shutil.which("setpriv") is None and sys.platform.startswith("linux"):
        says = "is missing: `autograder verify` keeps powers that Gradescope does not give"
        yield Finding("note", "setpriv", says, "apt-get install util-linux")
    if shutil.which("docker") is None:
        says = "is not here: `autograder verify --docker` is not possible"
        yield Finding("note", "docker", says, "https://docs.docker.com/get-docker/")


def _isolation() -> Iterator[Finding]:
    answer = _answer(ISOLATION).splitlines()
    if len(answer) < 2:
        mend = "autograder grade … --isolation off, on work that you trust"
        yield Finding("wrong", "isolation", "could not be tried out here", mend)
        return
    level, backend, *notes = answer
    if level == "full":
        yield Finding("note", "isolation", f"full, by {backend}")
    else:
        mend = "sudo autograder grade …: as root, isolation is full"
        if os.geteuid() == 0:
            mend = "grade in a container with Docker's default capabilities, or more"
        yield Finding("odd", "isolation", f"{level}, by {backend}", mend)
    for note in notes:
        yield Finding("note", "isolation", note)


def _answer(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=120,
    )
    return done.stdout.strip()
