"""What a test says of itself: the marks it carries, the problem it belongs to, its title."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Test = TypeVar("Test", bound=Callable[..., Any])

ATTRIBUTE = "__autograder_marks__"
UNITS = {"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


@dataclass(frozen=True)
class Marks:
    """Everything a test says about itself besides its body."""

    points: float | None = None
    hint: str = ""
    visible: bool = False
    extra_credit: bool = False
    needs: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()
    seconds: float | None = None
    memory: int | None = None  # bytes
    forbid: tuple[str, ...] = ()


def marks_of(test: Callable[..., Any]) -> Marks:
    """The marks of a test function; a function without any has the defaults."""
    return Marks(**getattr(test, ATTRIBUTE, {}))


def _mark(**facts: Any) -> Callable[[Test], Test]:
    def decorate(test: Test) -> Test:
        known = dict(getattr(test, ATTRIBUTE, {}))
        for key, value in facts.items():
            # A test may need several functions, or be closed to several groups of operations.
            several = key in ("needs", "builds_on", "forbid")
            known[key] = known.get(key, ()) + value if several else value
        setattr(test, ATTRIBUTE, known)
        return test

    return decorate


def points(number: float) -> Callable[[Test], Test]:
    """What the test is worth, all or nothing."""
    return _mark(points=number)


def hint(sentence: str) -> Callable[[Test], Test]:
    """The sentence a student reads when the test fails."""
    return _mark(hint=sentence)


def visible(test: Test) -> Test:
    """A hidden test whose inputs and expected values the student may see."""
    return _mark(visible=True)(test)


def extra_credit(test: Test) -> Test:
    """Points beyond the assignment's total."""
    return _mark(extra_credit=True)(test)


def needs(*names: str) -> Callable[[Test], Test]:
    """Skip, with a sentence, while one of these tests, or a test of these problems, fails."""
    return _mark(needs=names)


def builds_on(*functions: str) -> Callable[[Test], Test]:
    """Other functions that the one under test may call: a mistake in them costs nothing here."""
    return _mark(builds_on=functions)


def limit(*, seconds: float | None = None, memory: str | None = None) -> Callable[[Test], Test]:
    """Other limits than the assignment's for this one test."""
    facts = {"seconds": seconds, "memory": parse_size(memory) if memory else None}
    return _mark(**{key: value for key, value in facts.items() if value is not None})


def parse_size(text: str) -> int:
    """`2 GB` in bytes."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(KB|MB|GB)\s*", text)
    if not match:
        raise ValueError(f"{text!r} is not a size: write it like '2 GB' or '500 MB'")
    return int(float(match[1]) * UNITS[match[2]])


def forbid(*groups: str) -> Callable[[Test], Test]:
    """Library operations, by the group's name in course.yml, that the student must not use here."""
    return _mark(forbid=groups)


def problem_of(test_name: str) -> str:
    """`test_conv_layer__unequal_strides` belongs to `conv_layer`."""
    return test_name.partition("[")[0].removeprefix("test_").partition("__")[0]


def known_as(test_id: str) -> set[str]:
    """By what `@needs` may name a test: its problem, and the name of its function."""
    name = test_id.rpartition("::")[2].partition("[")[0]
    return {problem_of(name), name}


def spoken(needed: str) -> str:
    """`conv_layer`, or for a single test `conv_layer (unequal strides)`."""
    problem, _, title = needed.removeprefix("test_").partition("__")
    return f"{problem} ({title.replace('_', ' ')})" if title else problem


def title_of(test: Callable[..., Any]) -> str:
    """The docstring's first line: the words a student reads."""
    doc = inspect.getdoc(test) or ""
    name = test.__name__.partition("__")[2].replace("_", " ")
    return doc.strip().splitlines()[0].strip().rstrip(".") if doc.strip() else name


def point_text(points: float) -> str:
    """`1 point`, `2.5 points`."""
    return f"{points:g} point" + ("" if points == 1 else "s")
