"""Every pin has a wheel for every Python and every machine that people have: asked of the registry."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from autograder.build.shipped import GRADING
from autograder.course import pins
from autograder.course.load import load_course

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
PYTHONS = [(3, minor) for minor in range(10, 15)]
# The compiled packages that the kit's own requirements bring along.
BEHIND = ("MarkupSafe", "pydantic-core", "rpds-py")
EXTRAS = ("", "lint", "nbgrader", "otter", "test")


def manylinux(machine: str) -> list[str]:
    """What a Linux of 2018 or later runs; Ubuntu 22.04 is newer."""
    return [f"manylinux_2_{n}_{machine}" for n in range(28, 4, -1)] + [f"manylinux2014_{machine}"]


PLATFORMS = {
    "Linux x86-64": (manylinux("x86_64"), "linux", "x86_64"),
    "Linux aarch64": (manylinux("aarch64"), "linux", "aarch64"),
    "macOS arm64": (list(mac_platforms((14, 0), "arm64")), "darwin", "arm64"),
    "Windows": (["win_amd64"], "win32", "AMD64"),
}


@functools.cache
def wheels(name: str) -> list[tuple[str, str]]:
    """All wheels that the registry has of a package: the file's name, and for which Pythons."""
    ask = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    said = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True)
    request = urllib.request.Request(
        f"{said.stdout.strip()}/{name.lower()}/",
        headers={"Accept": "application/vnd.pypi.simple.v1+json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        files = json.load(answer)["files"]
    return [
        (each["filename"], each.get("requires-python") or "")
        for each in files
        if each["filename"].endswith(".whl")
    ]


def wanted(python: tuple[int, int], system: str, machine: str) -> Iterator[Requirement]:
    """What is pinned for this Python on this machine, and what the kit needs in any version."""
    here = {
        "python_version": "{}.{}".format(*python),
        "python_full_version": "{}.{}.0".format(*python),
        "sys_platform": system,
        "platform_machine": machine,
    }
    lines = [*load_course(ROOT).facts.requirements, *GRADING, *BEHIND]
    lines += importlib.metadata.requires("autograder-kit") or []
    for each in map(pins.read, lines):
        marker = each.marker
        if marker is None or any(marker.evaluate({**here, "extra": extra}) for extra in EXTRAS):
            yield each


def fits(requirement: Requirement, python: tuple[int, int], tags: set[Tag]) -> bool:
    for file, pythons in wheels(requirement.name):
        try:
            _, version, _, offered = parse_wheel_filename(file)
        except InvalidWheelFilename:  # of long ago
            continue
        here = SpecifierSet(pythons).contains("{}.{}.9".format(*python))
        if here and requirement.specifier.contains(version) and tags & offered:
            return True
    return False


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS, ids="{0[0]}.{0[1]}".format)
def test_there_is_a_wheel_of_everything(python: tuple[int, int], platform: str) -> None:
    platforms, system, machine = PLATFORMS[platform]
    tags = {*cpython_tags(python, platforms=platforms)}
    tags |= {*compatible_tags(python, f"cp{python[0]}{python[1]}", platforms)}
    missing = [
        str(each) for each in wanted(python, system, machine) if not fits(each, python, tags)
    ]
    assert missing == [], f"no wheel for Python {python[0]}.{python[1]} on {platform}"


def test_a_missing_wheel_is_noticed() -> None:
    """Numpy 2.2.6 has none for Python 3.14: that is why there are two pins."""
    tags = {*cpython_tags((3, 14), platforms=manylinux("x86_64"))}
    assert not fits(pins.read("numpy==2.2.6"), (3, 14), tags)
