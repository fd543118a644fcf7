"""Which problem a test belongs to, and how it is called on the screen."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


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
