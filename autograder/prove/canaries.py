"""A copy of a course with canaries in what is hidden, and a look for them in what students get."""

from __future__ import annotations

import fnmatch
import io
import re
import shutil
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
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


def given_away(channel: Channel, dist: Path, slug: str) -> Iterator[str]:
    """Where canaries are in what a channel gives to students."""
    if not channel.gives:
        return
    pattern = channel.gives.format(slug=slug)
    top = dist / pattern.partition("/")[0]
    files = [*_unpacked(top)] if top.is_dir() else []
    given = [(name, data) for name, data in files if fnmatch.fnmatch(f"{top.name}{name}", pattern)]
    if not given:
        yield f"{channel.name}: nothing that it makes is {pattern}, which students should get"
    for name, data in given:
        if f"{CANARY}-".encode() in data:
            yield f"{channel.name}: students get {name.lstrip('/')}, and a canary is in it"


def _unpacked(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, by its path behind it; an archive is one more folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _opened(f"/{path.relative_to(folder).as_posix()}", path.read_bytes())


def _opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    inner: Mapping[str, bytes] = {}
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            inner = {each: pack.read(each) for each in pack.namelist()}
    elif name.endswith(".tar"):
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            inner = {m.name: file.read() for m in tar if (file := tar.extractfile(m)) is not None}
    for each, content in inner.items():
        yield from _opened(f"{name}/{each}", content)
    if not inner:
        yield name, data
