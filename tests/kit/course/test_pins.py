"""Requirements with markers: read, pinned, told; and a course that names them wrongly is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from autograder.course import pins
from autograder.course.errors import CourseError
from autograder.course.load import load_course, parse_course

ROOT = Path(__file__).resolve().parents[3]
LINES = ("numpy==2.2.6; python_version < '3.11'", "numpy==2.4.6; python_version >= '3.11'")


def test_of_two_pins_the_one_for_this_python_holds() -> None:
    expected = "2.2.6" if sys.version_info < (3, 11) else "2.4.6"
    assert [pins.pin(each) for each in pins.here(LINES)] == [expected]


def test_a_package_with_two_pins_is_named_once() -> None:
    assert pins.names(("torch==2.13.0", *LINES)) == ("torch", "numpy")
    assert pins.in_words(("torch==2.13.0", *LINES)) == "torch 2.13.0, numpy 2.2.6 or 2.4.6"


@pytest.mark.parametrize("line", ["numpy", "numpy>=2", "numpy==2.*", "numpy==2.2,!=2.2.1"])
def test_what_leaves_a_choice_is_no_pin(line: str) -> None:
    assert pins.pin(pins.read(line)) == ""


def test_a_line_that_pip_would_not_read_is_refused_with_its_place() -> None:
    text = "title: T\nrequirements: ['numpy 2.2.6']\nassignments: [{slug: a, title: A}]\n"
    with pytest.raises(CourseError, match=r"requirements: 'numpy 2\.2\.6' does not name a package"):
        parse_course(text)


def test_torch_has_one_pin_for_all_pythons_and_numpy_two() -> None:
    lines = load_course(ROOT).facts.requirements
    assert len([line for line in lines if pins.read(line).name == "torch"]) == 1
    assert len([line for line in lines if pins.read(line).name == "numpy"]) == 2
