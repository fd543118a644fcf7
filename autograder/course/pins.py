"""The lines of `requirements:` in course.yml: packages, pinned, some for certain Pythons only."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable

from packaging.requirements import InvalidRequirement, Requirement

LIKE = "numpy==2.2.6, or numpy==2.2.6; python_version < '3.11' where newer Pythons take another"


def read(line: str) -> Requirement:
    """One line; ValueError where pip would not read it either."""
    try:
        return Requirement(line)
    except InvalidRequirement:
        raise ValueError(f"{line!r} does not name a package as pip reads it: {LIKE}") from None


def here(lines: Iterable[str]) -> tuple[Requirement, ...]:
    """Those that hold for the Python that runs this."""
    parsed = [read(line) for line in lines]
    return tuple(each for each in parsed if each.marker is None or each.marker.evaluate())


def names(lines: Iterable[str]) -> tuple[str, ...]:
    """The packages, each once, in the order of the lines."""
    return tuple(dict.fromkeys(read(line).name for line in lines))


def pin(requirement: Requirement) -> str:
    """The one version that is allowed; nothing where there are several."""
    found = [(each.operator, each.version) for each in requirement.specifier]
    versions = [str(version) for operator, version in found if operator == "=="]
    return versions[0] if len(found) == len(versions) == 1 and "*" not in versions[0] else ""


def in_words(lines: Iterable[str]) -> str:
    """`torch 2.13.0, numpy 2.2.6 or 2.4.6`, for people."""
    lines = list(lines)
    versions: dict[str, list[str]] = {name: [] for name in names(lines)}
    for each in map(read, lines):
        versions[each.name].append(pin(each) or "any version")
    return ", ".join(f"{name} {' or '.join(found)}" for name, found in versions.items())


def of_extra(extra: str) -> str:
    """What one of the kit's extras stands for, to be typed behind `pip install`.

    The kit itself need not be in any registry, so `autograder-kit[extra]` would find nothing there.
    """
    try:
        lines = importlib.metadata.requires("autograder-kit") or []
    except importlib.metadata.PackageNotFoundError:  # unpacked in a grader, not installed
        return extra
    wanted = [r for r in map(read, lines) if r.marker and r.marker.evaluate({"extra": extra})]
    for requirement in wanted:
        requirement.marker = None
    return " ".join(f"'{requirement}'" for requirement in wanted)
