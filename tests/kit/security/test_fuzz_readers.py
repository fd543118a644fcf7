"""Whatever bytes the readers are given, they answer in their own words or with their own error."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.batch.archives import STUDENTS, unpack
from autograder.batch.entries import read_metadata as read_export_metadata
from autograder.batch.exports import opened
from autograder.course import Spec
from autograder.course.errors import AutograderError
from autograder.course.load import load_course, parse_course
from autograder.intake import cells
from autograder.judge.submission import read_submission

REPOSITORY = Path(__file__).resolve().parents[3]
# A little in every run of the tests, much in `make audit` (AUTOGRADER_FUZZ sets how much).
FACTOR = int(os.environ.get("AUTOGRADER_FUZZ", "1"))


def said(error: AutograderError) -> None:
    """An error of the kit's own tells what is wrong."""
    assert str(error).strip()


def some(number: int) -> settings:
    return settings(
        max_examples=number * FACTOR,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-01-01T00:00:00Z", "9" * 5000, "2026-13-99", "\ud800", "code", "-1"])
)
KEYS = st.sampled_from(
    ["users", "assignment", "due_date", "due", "created_at", "previous_submissions", "cells",
     "cell_type", "source", "metadata", "nbformat", "outputs", "title", "assignments", "slug",
     "points", "submit", ":submitters", ":created_at", ":history", ":results", ":name", ":sid"]
) | st.text(max_size=8)  # fmt: skip
TREES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)
OBJECTS = st.dictionaries(KEYS, TREES, max_size=8)


def dumped(tree: Any) -> bytes:
    return json.dumps(tree, allow_nan=True).encode("utf-8", "surrogatepass")


JSON_BYTES = OBJECTS.map(dumped) | TREES.map(dumped) | st.binary(max_size=300)


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_course(REPOSITORY).assignment("01_flatten").spec


def cell_text(data: bytes) -> str:
    try:
        return cells.convert(data).decode("utf-8")
    except (cells.Unreadable, RecursionError):
        return ""  # in its own process both end in one sentence


CODE = st.text(
    alphabet=st.sampled_from(list("def fx():\n    return 1 = %!?#\"'\\@,;lambda[]{}\t\u2028é")),
    max_size=60,
)
NOTEBOOKS = st.lists(
    st.fixed_dictionaries(
        {"cell_type": st.sampled_from(["code", "markdown", "raw", 3]), "source": CODE | TREES}
    )
    | TREES,
    max_size=6,
).map(lambda found: dumped({"cells": found, "nbformat": 4, "metadata": {}}))


@some(25)
@given(NOTEBOOKS | JSON_BYTES)
@example(b'{"cells": [{"cell_type": "code", "source": "%%bash\\nls"}]}')
@example(b'{"cells": [{"cell_type": "code", "source": ["x = 1\\r", "\\u0000", "\\ud800"]}]}')
def test_a_notebook(data: bytes) -> None:
    cell_text(data)


def export(folder: Path, text: bytes) -> Path:
    (folder / "submission_7").mkdir(parents=True)
    (folder / "submission_7" / "flatten.py").write_text("x = 1\n")
    (folder / "submission_metadata.yml").write_bytes(text)
    return folder


YAML_BYTES = (
    OBJECTS.map(lambda tree: yaml.safe_dump(tree, allow_unicode=False).encode())
    | st.dictionaries(st.sampled_from(["submission_7", "submission_8", "x"]), OBJECTS).map(
        lambda tree: yaml.safe_dump(tree).encode()
    )
    | st.text(alphabet=":-'\"{}[]&*!|>%@\n submission_7#?0xf", max_size=200).map(str.encode)
    | st.binary(max_size=300)
)


@some(20)
@given(YAML_BYTES)
@example(b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n")
@example(b"0x" + b"f" * 6000 + b": {a: 1}\n")
@example(b"submission_7: {':submitters': 0x" + b"f" * 6000 + b"}\n")
@example(b"submission_7:\n  :submitters:\n  - :name: !!python/object/apply:os.getcwd []\n")
@example(b"[" * 50_000)
@example(b"? [a]\n: b\n")
@example(b"? {a: b}\n: {c: d}\n")
@example(b"submission_7: {':created_at': 99999-99-99 99:99:99}\n")
def test_the_metadata_of_an_export(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = export(Path(folder) / "export", data) / "submission_metadata.yml"
        facts, notes = read_export_metadata(path)
        assert facts or notes or data is not None


@some(20)
@given(YAML_BYTES)
def test_an_export_as_a_whole(spec: Spec, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        place = export(Path(folder) / "export", data)
        try:
            with opened(place, spec, Path(folder) / "out") as batch:
                assert batch.entries
        except AutograderError as error:
            said(error)


# No empty name, which a leading NUL makes: see the test after this one.
NAMES = st.text(alphabet="ab./\\:\0\n~..é", min_size=1, max_size=30).filter(
    lambda name: name[0] != "\0"
)


def zipped(members: list[tuple[str, bytes, int]], tail: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in members:
            info = zipfile.ZipInfo("x")
            info.filename, info.external_attr = name, mode << 16
            archive.writestr(info, content)
    return made.getvalue() + tail


ZIPS = st.builds(
    zipped,
    st.lists(
        st.tuples(
            NAMES, st.binary(max_size=50), st.sampled_from([0o100644, 0o120777, 0o020644, 0])
        ),
        max_size=6,
    ),
    st.binary(max_size=10),
)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@some(40)
@given(ZIPS | st.binary(max_size=200), st.integers(0, 400), st.binary(max_size=4))
def test_a_zip(data: bytes, place: int, patch: bytes) -> None:
    broken = data[:place] + patch + data[place + len(patch) :] if patch else data
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "x.zip", Path(folder) / "inside" / "target"
        source.write_bytes(broken)
        target.mkdir(parents=True)
        try:
            unpack(source, target, STUDENTS)
        except AutograderError as error:
            said(error)
        outside = [path for path in Path(folder).rglob("*") if target not in path.parents]
        assert {path.name for path in outside} == {"x.zip", "inside", "target"}
        assert not any(path.is_symlink() for path in target.rglob("*"))


def test_a_zip_with_a_nameless_member(tmp_path: Path) -> None:
    source = tmp_path / "x.zip"
    source.write_bytes(zipped([("\0", b"x", 0o100644), ("a.py", b"y", 0o100644)], b""))
    unpack(source, tmp_path / "target", STUDENTS)
    assert (tmp_path / "target" / "a.py").read_bytes() == b"y"


@some(50)
@given(
    OBJECTS.map(lambda tree: yaml.safe_dump(tree))
    | st.text(max_size=200)
    | st.text(alphabet=":-'\"{}[]&*!|>%@\n assignments slug points 01#?", max_size=300)
)
@example("assignments: &a [*a]\n")
@example("? [a]\n: b\n")
@example("[" * 50_000)
@example("title: x\nassignments: [{slug: 01_x, points: .nan}]\n")
@example("title: x\nassignments: [{slug: 01_x, points: 1e999}]\n")
@example("title: 2026-99-99\n")
@example("title: !!python/object/apply:os.getcwd []\n")
def test_course_yml(text: str) -> None:
    try:
        parse_course(text)
    except AutograderError as error:
        said(error)


@some(25)
@given(
    st.binary(max_size=400) | NOTEBOOKS, st.sampled_from(["flatten.py", "other.py", "FLATTEN.PY"])
)
@example(b"\xef\xbb\xbfx = 1", "flatten.py")
@example(b"\0", "flatten.py")
def test_an_upload(spec: Spec, data: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        submission = read_submission(Path(folder), replace(spec))
        assert submission.files or submission.problem


def test_course_yml_with_a_number_too_long_to_be_shown() -> None:
    with pytest.raises(AutograderError):
        parse_course("title: 0x" + "f" * 6000)
