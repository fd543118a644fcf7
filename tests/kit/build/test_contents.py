"""What a zip holds, and what it must not hold."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from autograder.build.archive import archive_bytes
from autograder.build.gradescope import LARGEST, LARGEST_WITH_SUPPORT, build_one, contents
from autograder.build.shipped import requirements_text
from autograder.course import Assignment, CourseError, Spec
from autograder.course.errors import PackageError
from autograder.course.load import load_course

REPOSITORY = Path(__file__).resolve().parents[3]
OURS = load_course(REPOSITORY).assignments

ALLOWED = (
    r"setup\.sh|run_autograder|assignment\.json|requirements\.txt|Dockerfile",
    r"autograder/__init__\.py",
    r"autograder/(course|intake|judge|sandbox|testing|wire)/\w+\.py",
    r"tests/(public|hidden)/{slug}/[\w.]+",
    r"solutions/{slug}/\w+\.py",
    r"solutions/{slug}/ideas/\w+\.md",
    r"solutions/{slug}/alternatives/\w+\.py|assignments/{slug}/examples\.py",
    r"assignments/{slug}/support/[\w.]+",
)


@pytest.mark.parametrize("assignment", OURS, ids=lambda assignment: assignment.slug)
@pytest.mark.parametrize("device", ["cpu", "gpu"])
def test_nothing_but_what_grading_needs_and_not_too_large(
    assignment: Assignment, device: str
) -> None:
    files = contents(assignment, device)
    allowed = re.compile("|".join(ALLOWED).replace("{slug}", assignment.slug))
    assert [name for name in files if not allowed.fullmatch(name)] == []
    limit = LARGEST_WITH_SUPPORT if assignment.support() else LARGEST
    assert len(archive_bytes(files)) <= limit
    assert all(files[name].startswith(b"#!") for name in ("setup.sh", "run_autograder"))
    assert ("Dockerfile" in files) == (device == "gpu")


def test_the_facts_in_the_zip_are_those_of_course_yml(words: Assignment) -> None:
    for device, expected in (("cpu", "cpu"), ("gpu", "cpu")):  # this course says `device: cpu`
        data = contents(words, device)
        spec = Spec.from_json(data["assignment.json"].decode())
        assert (spec.slug, spec.points, spec.device) == ("01_words", 11, expected)
        assert f'device="{device}"' in data["setup.sh"].decode()


def test_facts_of_another_kits_version_are_refused_with_the_remedy() -> None:
    with pytest.raises(CourseError, match="build the zip again"):
        Spec.from_json('{"slug": "a", "colour": "red"}')


def test_an_unpinned_requirement_is_refused(words_course: Path) -> None:
    path = words_course / "course.yml"
    path.write_text(path.read_text().replace("numpy==2.2.6", "numpy>=2"))
    with pytest.raises(PackageError, match=r"'numpy>=2' is not pinned.*write it like"):
        requirements_text(load_course(words_course).assignment("01_words").spec)


def test_a_zip_that_is_too_large_names_the_file_at_fault(words_course: Path) -> None:
    noise = random.Random(0).randbytes(310_000)
    (words_course / "tests/hidden/01_words/big.bin").write_bytes(noise)
    with pytest.raises(PackageError, match=r"the limit is 300 KB.*hidden/01_words/big\.bin"):
        build_one(load_course(words_course).assignment("01_words"), words_course / "dist", "cpu")
    assert not (words_course / "dist/gradescope-cpu.zip").exists()
