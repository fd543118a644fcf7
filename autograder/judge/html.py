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
from autograder.testing.failure import Failure, Mismatch
from autograder.testing.plain import plain
from autograder.testing.report import (
    NOT_COMPARED,
    Part,
    failure_text,
    is_unwritten,
    message,
    or_less,
    part_of,
)
from autograder.testing.show import number, typed

LIMIT = 99_000  # Gradescope cuts at 100,000 characters, in the middle of a tag if need be
SIDE = 12
LONGEST_TEXT = 8_000

TABLE = "border-collapse:collapse;font-family:monospace;font-size:12px"
CELL = "padding:2px 6px;text-align:right;border:1px solid #ccc"
WRONG = "padding:1px 5px;text-align:right;border:2px solid #b00020;font-weight:bold"
BESIDE = "display:inline-block;vertical-align:top;margin:0 16px 8px 0"
PRE = "white-space:pre-wrap;font-size:12px"
BLUE, RED = (33, 102, 172), (178, 24, 43)
ORANGE = (217, 95, 2)


def failure_html(facts: TestFacts, failure: BaseException, hint: str) -> str:
    """The whole story: the sentence, the pictures, the hint, and the rest as text below."""
    parts = [f"<p><b>{text_of(message(failure))}</b></p>"]
    none: list[str] = []
    pictures = or_less(lambda: _pictures(failure), none)
    end = [f"<p>hint: {text_of(hint)}</p>"] if hint else []
    if isinstance(failure, Failure) and not is_unwritten(failure):
        story = failure_text(failure, next_command=f"pytest -k {facts.problem}")
        rest = story.removeprefix(message(failure)).lstrip("\n")  # each failure is said once
        end.append(f'<pre style="{PRE}">{text_of(rest)}</pre>')
    whole = "\n".join([*parts, *pictures, *end])
    return whole if len(whole) <= LIMIT else "\n".join([*parts, *end])[:LIMIT]


def text_of(text: str) -> str:
    """Text that is safe inside HTML, and not too long."""
    text = plain(text)
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT] + "\n… (cut: too long to show)"
    return html.escape(text)


def _pictures(failure: BaseException) -> list[str]:
    """Got, expected and difference beside each other; nothing where nothing was compared."""
    if not isinstance(failure, Mismatch) or failure.rung in NOT_COMPARED:
        return []
    part = part_of(failure, SIDE)
    grids = _grids(part)
    if not grids:
        return [_values(part)]
    where = [f"<p>at {text_of(part.where)}:</p>"] if part.where else []
    maps = "".join(f'<div style="{BESIDE}"><b>{name}</b>{grid}</div>' for name, grid in grids)
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


def _grids(part: Part) -> list[tuple[str, str]]:
    """The heat maps, on one scale; the difference where both have the same shape."""
    if not (is_array(part.got) and is_array(part.expected)):
        return []
    got, expected = as_numpy(part.got), as_numpy(part.expected)
    for grid in (got, expected):
        if not 1 <= grid.ndim <= 2 or not 0 < max(grid.shape) <= 2 * SIDE or grid.size == 0:
            return []
    scale = max(_largest(got), _largest(expected))
    wrong = _rows(part.wrong) if part.wrong is not None else None
    grids = [
        ("got", _table(_rows(got), scale, wrong, part.top_left)),
        ("expected", _table(_rows(expected), scale, None, part.top_left)),
    ]
    if part.wrong is not None:
        difference = [
            [_minus(a, b) for a, b in zip(mine, right)]
            for mine, right in zip(_rows(got), _rows(expected))
        ]
        most = max((abs(x) for row in difference for x in row if math.isfinite(x)), default=0.0)
        table = _table(difference, most, None, part.top_left, plain=True)
        grids.append(("difference", table))
    return grids


def _rows(array: Any) -> list[list[Any]]:
    rows = array.tolist()
    return rows if array.ndim == 2 else [rows]


def _plain(value: Any) -> float:
    """How far from zero, for colours: a truth value is 0 or 1, a complex number its length."""
    return math.hypot(value.real, value.imag) if isinstance(value, complex) else float(value)


def _minus(a: Any, b: Any) -> float:
    if isinstance(a, complex) or isinstance(b, complex):
        return float(abs(a - b))
    return float(a) - float(b)


def _largest(array: Any) -> float:
    numbers = (abs(_plain(x)) for row in _rows(array) for x in row)
    return max((x for x in numbers if math.isfinite(x)), default=0.0)


def _table(
    rows: list[list[Any]],
    scale: float,
    wrong: list[list[Any]] | None,
    top_left: tuple[int, int],
    plain: bool = False,
) -> str:
    """One heat map, with the numbers in it and the indices around it."""
    top, left = top_left
    head = "".join(f'<td style="{CELL};color:#777">{left + j}</td>' for j in range(len(rows[0])))
    lines = [f"<tr><td></td>{head}</tr>"]
    for i, row in enumerate(rows):
        cells = []
        for j, value in enumerate(row):
            style = WRONG if wrong is not None and wrong[i][j] else CELL
            colour = _single(_plain(value), scale) if plain else _colour(_plain(value), scale)
            cells.append(f'<td style="{style};background-color:{colour}">{_number(value)}</td>')
        lines.append(f'<tr><td style="{CELL};color:#777">{top + i}</td>{"".join(cells)}</tr>')
    return f'<table style="{TABLE}">{"".join(lines)}</table>'


def _number(value: Any) -> str:
    return text_of(number(value))


def _colour(value: float, scale: float) -> str:
    """Blue below zero, white at zero, red above."""
    return _mixed(RED if value > 0 else BLUE, abs(value), scale)


def _single(value: float, scale: float) -> str:
    """White where nothing differs, orange where most does."""
    return _mixed(ORANGE, abs(value), scale)


def _mixed(colour: tuple[int, int, int], value: float, scale: float) -> str:
    # Never the full colour: black numbers must stay readable on it.
    share = 0.6 * min(1.0, value / scale) if scale and math.isfinite(value) else 0.0
    if math.isnan(value) or math.isinf(value):
        return "#dddddd"
    red, green, blue = (round(255 + (c - 255) * share) for c in colour)
    return f"#{red:02x}{green:02x}{blue:02x}"
