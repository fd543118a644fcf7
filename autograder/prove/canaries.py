"""A copy of a course with canaries in what is hidden, and a look for them in what students get."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.build.channels import Channel
from autograder.build.regions import BEGIN
from autograder.course import Assignment

CANARY = "CANARY"
CONTENT = ("assignments", "solutions", "starter", "tests/public", "tests/hidden")


def marked(assignment: Assignment, root: Path) -> Assignment:
    """The copy, marked in its hidden tests and in what students have to write themselves."""
    for name in CONTENT:
        shutil.copytree(assignment.root / name, root / name)
    shutil.copy(assignment.root / "course.yml", root)
    copy = replace(assignment, root=root)
    for path in copy.hidden_dir.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n_KEPT = '{CANARY}-hidden'\n", encoding="utf-8")
    for path in copy.solutions():
        text = path.read_text(encoding="utf-8")
        line = rf"\g<0>\n\g<1># {CANARY}-reference"
        path.write_text(re.sub(rf"^( *){BEGIN}.*$", line, text, flags=re.M), encoding="utf-8")
    return copy


def open_all(folder: Path) -> None:
    """Every archive in a folder unpacked beside it, with a `!` behind its name."""
    for path in [*folder.rglob("*.zip"), *folder.rglob("*.tar")]:
        inside = path.with_name(f"{path.name}!")
        shutil.unpack_archive(path, inside)
        open_all(inside)


def given_away(channel: Channel, dist: Path, slug: str) -> Iterator[str]:
    """Where canaries are in what a channel gives to students; `dist` has its archives open."""
    pattern = channel.gives.format(slug=slug)
    given = [path for path in dist.glob(pattern) if path.is_file()] if pattern else []
    if pattern and not given:
        yield f"{channel.name}: nothing that it makes is {pattern}, which students should get"
    for path in given:
        if f"{CANARY}-".encode() in path.read_bytes():
            yield f"{channel.name}: students get {path.relative_to(dist)}, and a canary is in it"
