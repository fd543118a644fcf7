"""Finds the part of a wrong answer that a person should look at: one entry, one small grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.testing.arrays import arrays_in, as_numpy, is_array, library
from autograder.testing.compare import Place, Tolerance, compare, said
from autograder.testing.failure import Mismatch
from autograder.testing.show import typed

SHORT = 60  # characters of an answer that needs no cutting out
SIDE = 12  # rows and columns that still read as a grid


@dataclass(frozen=True)
class Part:
    """Two values to lay beside each other. `wrong` marks the entries that differ, where it can."""

    where: str  # "" for the whole answer, else "[1]" or "channel 2, rows 3 to 7"
    got: Any
    expected: Any
    wrong: Any = None
    top_left: tuple[int, int] = (0, 0)  # of a grid cut out of a larger one


def part_of(failure: Mismatch, side: int = SIDE) -> Part | None:
    """The part that differs; None where nothing was compared (an input that was changed)."""
    if failure.rung in ("inputs", "memory"):
        return None
    got, expected = failure.got, failure.expected
    found = compare(got, expected, Tolerance(*failure.tolerance))
    place: Place = found.place if found is not None else ()
    steps = ""
    while place and isinstance(expected, (list, tuple, dict)):
        if not arrays_in(expected) and max(len(typed(got)), len(typed(expected))) <= SHORT:
            return Part(steps, got, expected)  # short enough to be seen as a whole
        try:
            got, expected = got[place[0]], expected[place[0]]
        except (KeyError, IndexError, TypeError):
            return Part(steps, got, expected)
        steps, place = f"{steps}[{said(place[0])}]", place[1:]
    if not _comparable(got, expected):
        return Part(steps, got, expected)
    wrong = differing(got, expected, failure.tolerance)
    return _grid(steps, got, expected, wrong, place, side)


def _comparable(got: Any, expected: Any) -> bool:
    return (
        is_array(got)
        and is_array(expected)
        and library(got) == library(expected)
        and tuple(got.shape) == tuple(expected.shape)
    )


def differing(got: Any, expected: Any, tolerance: tuple[float, float]) -> Any:
    """A numpy array of bools: which entries differ."""
    import numpy

    mine, right = as_numpy(got), as_numpy(expected)
    if mine.dtype.kind not in "fc":
        return mine != right
    atol, rtol = tolerance
    return ~numpy.isclose(mine, right, rtol=rtol, atol=atol, equal_nan=True)


def _grid(steps: str, got: Any, expected: Any, wrong: Any, place: Place, side: int) -> Part:
    """Down to two dimensions, and to a window around the first difference where that is large."""
    where = [steps] if steps else []
    dimensions = len(got.shape)
    if dimensions > 2 and len(place) == dimensions:
        outer = place[: dimensions - 2]
        got, expected, wrong = got[outer], expected[outer], wrong[outer]
        where.append(f"[{', '.join(map(str, outer))}]")
        place = place[dimensions - 2 :]
    cuts, names = [], ("rows", "columns")[-len(got.shape) :] if len(got.shape) else ()
    for at, length, name in zip(place, got.shape, names):
        if length <= side:
            cuts.append(slice(0, length))
            continue
        first = min(max(0, at - side // 4), length - side // 2)
        cuts.append(slice(first, first + side // 2))
        where.append(f"{name} {first} to {first + side // 2 - 1}")
    window = tuple(cuts)
    if window and len(window) == len(got.shape):
        got, expected, wrong = got[window], expected[window], wrong[window]
    corner = tuple(cut.start for cut in cuts)
    top_left = corner if len(corner) == 2 else (0, *corner, 0)[:2]
    return Part(", ".join(where), got, expected, wrong, (int(top_left[0]), int(top_left[1])))
