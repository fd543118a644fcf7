"""A failed open test as HTML for Gradescope: got, expected and difference as small heat maps.

Tables with inline styles only: Gradescope's sanitiser keeps those, and drops scripts, style
sheets and images that are not fetched from somewhere. What else there is to say follows as plain text.
"""

from __future__ import annotations

import html
import math
from typing import Any

from autograder.judge.suite import TestFacts
from autograder.testing.arrays import as_numpy, is_array
from autograder.testing.feedback import (
    NOT_COMPARED,
    Part,
    failure_text,
    message,
    or_less,
    part_to_show,
)
from autograder.testing.outcome import Mismatch
from autograder.testing.plain import plain
from autograder.testing.show import number, typed

LIMIT = 80_000  # below what is cut, in the middle of a tag if need be
SIDE = 12
LONGEST_TEXT = 8_000

TABLE = "border-collapse:collapse;font-family:monospace;font-size:12px"
CELL = "padding:2px 6px;text-align:right;border:1px solid #ccc"
WRONG = "padding:1px 5px;text-align:right;border:2px solid #b00020;font-weight:bold"
BESIDE = "display:inline-block;vertical-align:top;margin:0 16px 8px 0"
PRE = "white-space:pre-wrap;font-size:12px"
BLUE, RED, ORANGE = (33, 102, 172), (178, 24, 43), (217, 95, 2)

Colour = tuple[int, int, int]


def failure_html(facts: TestFacts, failure: Mismatch, hint: str) -> str:
    """The whole story: the sentence, the pictures, the hint, and the rest as text below."""
    none: list[str] = []
    pictures = or_less(lambda: _pictures(failure), none)
    story = failure_text(failure, next_command=f"pytest -k {facts.problem}")
    rest = story.removeprefix(message(failure)).lstrip("\n")  # each failure is said once
    start = f"<p><b>{text_of(message(failure))}</b></p>"
    end = [f"<p>hint: {text_of(hint)}</p>"] if hint else []
    end.append(f'<pre style="{PRE}">{text_of(rest)}</pre>')
    whole = "\n".join([start, *pictures, *end])
    return whole if len(whole) <= LIMIT else "\n".join([start, *end])[:LIMIT]


def text_of(text: str) -> str:
    """Text that is safe inside HTML, and not too long."""
    text = plain(text)
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT] + "\n… (cut: too long to show)"
    return html.escape(text)


def _pictures(failure: Mismatch) -> list[str]:
    """Got, expected and difference beside each other; nothing where nothing was compared."""
    if failure.rung in NOT_COMPARED:
        return []
    part = part_to_show(failure, SIDE)
    grids = _grids(part)
    if not grids:
        return [_values(part)]
    where = [f"<p>at {text_of(part.where)}:</p>"] if part.where else []
    maps = "".join(
        f'<div style="{BESIDE}"><b>{name}</b>{grid}</div>' for name, grid in grids.items()
    )
    return [*where, f"<div>{maps}</div>"]


def _values(part: Part) -> str:
    """Two values that are no grids."""
    rows = "".join(
        f'<tr><td style="{CELL}">{name}</td>'
        f'<td style="{CELL};text-align:left">{text_of(_typed(value))}</td></tr>'
        for name, value in (("got", part.got), ("expected", part.expected))
    )
    return f'<table style="{TABLE}">{rows}</table>'


def _typed(value: Any) -> str:
    if is_array(value) and math.prod(value.shape) > SIDE * SIDE:
        return f"an array of shape {tuple(value.shape)}"
    return typed(value)[:400]


def _grids(part: Part) -> dict[str, str]:
    """The heat maps, on one scale; the difference where both have the same shape."""
    if not (is_array(part.got) and is_array(part.expected)):
        return {}
    got, expected = as_numpy(part.got), as_numpy(part.expected)
    for grid in (got, expected):
        if not 1 <= grid.ndim <= 2 or not 0 < max(grid.shape) <= 2 * SIDE or grid.size == 0:
            return {}
    import numpy as np  # what has been compared was made with it, or with torch

    corner = part.top_left
    with np.errstate(all="ignore"):
        scale = max(_largest(got), _largest(expected))
        grids = {
            "got": _table(got, scale, (BLUE, RED), corner, part.wrong),
            "expected": _table(expected, scale, (BLUE, RED), corner),
        }
        if part.wrong is not None:
            if "c" in got.dtype.kind + expected.dtype.kind:
                difference = abs(got.astype(complex) - expected.astype(complex))
            else:
                difference = got.astype(float) - expected.astype(float)
            # White where nothing differs, orange where most does.
            colours = (ORANGE, ORANGE)
            grids["difference"] = _table(difference, _largest(difference), colours, corner)
    return grids


def _from_zero(array: Any) -> Any:
    """How far from zero, for colours: a truth value is 0 or 1, a complex number its length."""
    return abs(array).astype(float) if array.dtype.kind == "c" else array.astype(float)


def _largest(array: Any) -> float:
    values = abs(_from_zero(array))
    return float(values[values < math.inf].max(initial=0.0))


def _table(
    array: Any,
    scale: float,
    colours: tuple[Colour, Colour],
    corner: tuple[int, int],
    wrong: Any = None,
) -> str:
    """One heat map, with the numbers in it and the indices around it."""
    grid = (-1, array.shape[-1])
    rows, values = array.reshape(grid).tolist(), _from_zero(array).reshape(grid).tolist()
    none = [[False] * len(row) for row in rows]
    marks = none if wrong is None else wrong.reshape(grid).tolist()
    top, left = corner
    head = "".join(f'<td style="{CELL};color:#777">{left + j}</td>' for j in range(len(rows[0])))
    lines = [f"<tr><td></td>{head}</tr>"]
    for i, row in enumerate(rows):
        cells = []
        for shown, value, mark in zip(row, values[i], marks[i]):
            style = f"{WRONG if mark else CELL};background-color:{_colour(value, scale, colours)}"
            cells.append(f'<td style="{style}">{text_of(number(shown))}</td>')
        lines.append(f'<tr><td style="{CELL};color:#777">{top + i}</td>{"".join(cells)}</tr>')
    return f'<table style="{TABLE}">{"".join(lines)}</table>'


def _colour(value: float, scale: float, colours: tuple[Colour, Colour]) -> str:
    """The first colour below zero, white at zero, the second above."""
    if not math.isfinite(value):
        return "#dddddd"
    # Never the full colour: black numbers must stay readable on it.
    share = 0.6 * min(1.0, abs(value) / scale) if scale else 0.0
    parts = (round(255 + (part - 255) * share) for part in colours[value > 0])
    return "#" + "".join(f"{part:02x}" for part in parts)
