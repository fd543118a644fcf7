"""Values and calls as text: as a student would type them, and small arrays side by side."""

from __future__ import annotations

from typing import Any

from autograder.testing.compare import dtype_of, is_array, library
from autograder.testing.failure import Call

SMALL = 36  # entries of an array that is still written out in full
WIDTH = 76


def call(call: Call, limit: int = 400) -> str:
    """The call as it would be typed, with large arrays as a short description."""
    if call.probe is not None:
        arguments = ", ".join(typed(arg) for arg in call.args)
        text = f"{call.function}(…)  # through {call.probe.name}({arguments})"
    else:
        arguments = [typed(arg) for arg in call.args]
        arguments += [f"{name}={typed(value)}" for name, value in call.kwargs]
        text = f"{call.function}({', '.join(arguments)})"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def typed(value: Any) -> str:
    """One value as a student would type it."""
    if is_array(value):
        return _typed_array(value)
    if type(value) in (list, tuple):
        inner = ", ".join(typed(item) for item in value)
        if isinstance(value, list):
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if type(value) is dict:
        return "{" + ", ".join(f"{typed(k)}: {typed(v)}" for k, v in value.items()) + "}"
    text = repr(value)
    return text if len(text) <= 200 else text[:199] + "…"


def _typed_array(array: Any) -> str:
    maker = "torch.tensor" if library(array) == "torch" else "numpy.array"
    usual = ("float32", "int64", "bool") if library(array) == "torch" else ("float64", "int64", "bool")
    dtype = dtype_of(array)
    if _size(array) > SMALL:
        return f"<{dtype} {'tensor' if library(array) == 'torch' else 'array'} of shape {tuple(array.shape)}>"
    numbers = _nested(array.tolist())
    prefix = "torch." if library(array) == "torch" else ""
    return f"{maker}({numbers})" if dtype in usual else f"{maker}({numbers}, dtype={prefix}{dtype})"


def _nested(items: Any) -> str:
    if isinstance(items, list):
        return "[" + ", ".join(_nested(item) for item in items) + "]"
    return number(items)


def number(value: Any) -> str:
    """A number short enough for a table; whole floats as `3.` so that they still read as floats."""
    if isinstance(value, float):
        if value == int(value) if abs(value) < 1e6 else False:
            return f"{int(value)}."
        return f"{value:.4g}"
    return str(value)


def block(value: Any) -> str:
    """A value on lines of its own: a small matrix as a grid, the rest as typed."""
    if is_array(value) and 0 < _size(value) <= 144 and len(value.shape) in (1, 2):
        return "\n".join(_rows(value, None))
    if is_array(value):
        head = f"shape {tuple(value.shape)}, {dtype_of(value)}"
        return head if _size(value) > SMALL else f"{typed(value)}"
    return typed(value)


def side_by_side(got: Any, expected: Any, wrong: Any = None) -> str | None:
    """Two small matrices beside each other, differing entries marked; None where they do not fit."""
    for value in (got, expected):
        if not is_array(value) or not 0 < _size(value) <= 144 or len(value.shape) not in (1, 2):
            return None
    left, right = _rows(got, wrong), _rows(expected, None)
    height = max(len(left), len(right))
    width = max(len("got"), *(len(row) for row in left))
    if width + 3 + max(len(row) for row in right) > WIDTH:
        return None
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    lines = [f"{'got':<{width}}   expected"]
    lines += [f"{a:<{width}}   {b}".rstrip() for a, b in zip(left, right)]
    return "\n".join(lines)


def _rows(array: Any, wrong: Any) -> list[str]:
    """A matrix as aligned rows; entries that are wrong carry a `*`."""
    rows = array.tolist()
    marks = wrong.tolist() if wrong is not None else None
    if len(array.shape) == 1:
        rows, marks = [rows], [marks] if marks is not None else None
    cells = [
        [number(x) + ("*" if marks is not None and marks[i][j] else " ") for j, x in enumerate(row)]
        for i, row in enumerate(rows)
    ]
    widths = [max(len(row[j]) for row in cells) for j in range(len(cells[0]))] if cells[0] else []
    return [" ".join(f"{cell:>{w}}" for cell, w in zip(row, widths)) for row in cells]


def _size(array: Any) -> int:
    size = 1
    for side in array.shape:
        size *= int(side)
    return size
