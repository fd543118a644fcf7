"""Values and calls as text: as a student would type them, and small arrays side by side."""

from __future__ import annotations

import math
import re
import struct
from itertools import islice, zip_longest
from typing import Any

from autograder.testing.arrays import dtype_of, is_array, leaves_in, library_of
from autograder.testing.compare import said, type_name
from autograder.testing.outcome import Call

SMALL = 36  # entries of an array that is still written out in full
WIDTH = 76
DEPTH = 12  # of lists in lists; deeper ones are left to Python, which knows of circles
LONG = 10_000  # entries of lists in lists that are still written out
LARGE = 10**6  # entries of an array that is not looked through for a short way to write it


def call_lines(
    call: Call, width: int = WIDTH, module: str = "your_file", most: int = SMALL
) -> list[str]:
    """The call as it would be typed, one argument to a line where it is too long for one.

    A probe is a small function of the test file: it is called with the student's module. Arrays of
    more than `most` entries are named in brackets.
    """
    name = call.function if call.probe is None else call.probe.name
    first = [] if call.probe is None else [module]
    given = [("", value) for value in call.args] + [(f"{k}=", value) for k, value in call.kwargs]
    texts = [*first, *(start + typed(value, most=most) for start, value in given)]
    whole = f"{name}({', '.join(texts)})"
    if len(whole) <= width:
        return [whole]
    lines = [f"    {word}," for word in first]
    for start, value in given:
        lines += [f"    {line}" for line in _comma(_wrapped(value, start, width - 4, most))]
    return [f"{name}(", *lines, ")"]


def _wrapped(value: Any, start: str, width: int, most: int) -> list[str]:
    """One argument; a matrix gets a line for each row, a long list one for each entry."""
    text = start + typed(value, most=most)
    if len(text) < width:
        return [text]
    if is_array(value) and 0 < math.prod(value.shape) <= most and len(value.shape) > 1:
        # Each row begins under the bracket of its own depth.
        first, depth = text.index("["), len(value.shape)
        lines = re.sub(
            r"(\]+), (\[+)",
            lambda m: f"{m[1]},\n{' ' * (first + depth - len(m[2]))}{m[2]}",
            text,
        ).splitlines()
        if max(map(len, lines)) < width:
            return lines
    if type(value) in (list, tuple) and value:
        left, right = "[]" if isinstance(value, list) else "()"
        inner = [line for item in value for line in _comma(_wrapped(item, "    ", width, most))]
        return [start + left, *inner, right]
    return [text]


def _comma(lines: list[str]) -> list[str]:
    return [*lines[:-1], lines[-1] + ","]


def typed(value: Any, depth: int = 0, most: int = SMALL) -> str:
    """One value as a student would type it; what cannot be typed is named in brackets."""
    try:
        if is_array(value):
            return _typed_array(value, most)
        if type(value) in (list, tuple, dict) and depth < DEPTH:
            if depth == 0 and _is_long(value):
                return f"<{type(value).__name__} of {len(value)} entries>"
            return _typed_items(value, depth + 1, most)
    except Exception:
        # Arrays without numbers, objects that raise when looked at: no reason to say nothing.
        return f"<{type_name(value)}>"
    if type(value) is float and not math.isfinite(value):
        return f'float("{value}")'
    text = said(value)
    return text if len(text) <= max(200, most) else text[:199] + "…"


def _is_long(value: Any) -> bool:
    """Whether writing it out would take seconds, for a text that is cut anyway."""
    return sum(1 for _ in islice(leaves_in(value), LONG + 1)) > LONG


def _typed_items(value: Any, depth: int, most: int) -> str:
    if type(value) is dict:
        pairs = (f"{typed(k, depth, most)}: {typed(v, depth, most)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    inner = ", ".join(typed(item, depth, most) for item in value)
    if type(value) is list:
        return f"[{inner}]"
    return f"({inner},)" if len(value) == 1 else f"({inner})"


def _typed_array(array: Any, most: int) -> str:
    torch = library_of(array) == "torch"
    maker = "torch.tensor" if torch else "numpy.array"
    usual = ("float32", "int64", "bool") if torch else ("float64", "int64", "bool")
    dtype = dtype_of(array)
    shape = tuple(array.shape)
    prefix = "torch." if torch else ""
    if math.prod(array.shape) > most:
        return _constant(array) or f"<{dtype} {'tensor' if torch else 'array'} of shape {shape}>"
    if math.prod(array.shape) == 0 and shape != (0,):
        kind = "" if dtype in usual else f", dtype={prefix}{dtype}"
        return f"{maker.split('.')[0]}.zeros({shape}{kind})"
    numbers = _exact(array.tolist(), dtype)
    return f"{maker}({numbers})" if dtype in usual else f"{maker}({numbers}, dtype={prefix}{dtype})"


def _constant(array: Any) -> str:
    """`torch.ones(8, 8)` for a large tensor of ones: short, and still typed."""
    if library_of(array) != "torch" or math.prod(array.shape) > LARGE:
        return ""
    for maker in ("zeros", "ones"):
        if bool((array == (maker == "ones")).all()):
            dtype = dtype_of(array)
            kind = "" if dtype == "float32" else f", dtype=torch.{dtype}"
            return f"torch.{maker}({', '.join(map(str, array.shape))}{kind})"
    return ""


def _exact(value: Any, dtype: str) -> str:
    """The shortest text that gives these very numbers back."""
    if isinstance(value, list):
        return "[" + ", ".join(_exact(item, dtype) for item in value) + "]"
    if not isinstance(value, float):
        return said(value) if isinstance(value, int) else str(value)
    if not math.isfinite(value):
        return f'float("{value}")'
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value)}."
    if dtype != "float64":
        for digits in range(1, 9):
            text = f"{value:.{digits}g}"
            if struct.pack("f", float(text)) == struct.pack("f", value):
                return text
    return repr(value)


def number(value: Any, digits: int = 4) -> str:
    """A number short enough for a table; whole floats as `3.` so that they still read as floats."""
    if isinstance(value, float):
        if math.isfinite(value) and abs(value) < 1e6 and value == int(value):
            return f"{int(value)}."
        return f"{value:.{digits}g}"
    return said(value) if isinstance(value, int) else str(value)


def apart(got: Any, expected: Any, wrong: Any = None) -> tuple[str, str]:
    """Two values, each on lines of its own: both as grids, or both as typed."""
    if len({len(value.shape) for value in (got, expected) if is_array(value)}) > 1:
        return typed(got), typed(expected)  # brackets show how many dimensions there are
    digits = _digits(got, expected, wrong)
    return block(got, digits), block(expected, digits)


def block(value: Any, digits: int = 4) -> str:
    """A value on lines of its own: a small matrix as a grid, the rest as typed."""
    if _is_grid(value):
        return "\n".join(row.rstrip() for row in _aligned(_cells(value, None, digits)))
    if is_array(value) and math.prod(value.shape) > SMALL:
        return f"shape {tuple(value.shape)}, {dtype_of(value)}"
    return typed(value)


def side_by_side(got: Any, expected: Any, wrong: Any = None, width: int = WIDTH) -> str | None:
    """Two small matrices beside each other, differing entries marked; None where none fit."""
    if not _are_grids(got, expected):
        return None
    digits = _digits(got, expected, wrong)
    left, right = _cells(got, wrong, digits), _cells(expected, None, digits)
    if len(got.shape) == 1:
        # Two rows, one above the other, in common columns.
        both = _aligned([left[0], right[0]])
        lines = [f"got       {both[0]}".rstrip(), f"expected  {both[1]}".rstrip()]
        return "\n".join(lines) if max(map(len, lines)) <= width else None
    rows, others = _aligned(left), _aligned(right)
    across = max(3, *map(len, rows))
    if across + 3 + max(8, *map(len, others)) > width:
        return None
    pairs = [("got", "expected"), *zip_longest(rows, others, fillvalue="")]
    return "\n".join(f"{a:<{across}}   {b}".rstrip() for a, b in pairs)


def _is_grid(value: Any) -> bool:
    """Whether this is a small matrix, or a short row."""
    return is_array(value) and 0 < math.prod(value.shape) <= 144 and len(value.shape) in (1, 2)


def _are_grids(got: Any, expected: Any) -> bool:
    return _is_grid(got) and _is_grid(expected) and len(got.shape) == len(expected.shape)


def _digits(got: Any, expected: Any, wrong: Any) -> int:
    """Enough digits that entries marked as different also look different."""
    if wrong is None or not _are_grids(got, expected) or got.shape != expected.shape:
        return 4
    pairs = list(zip(_flat(got.tolist()), _flat(expected.tolist()), _flat(wrong.tolist())))
    for digits in (4, 6, 9):
        # `2` and `2.` look alike.
        texts = [(number(a, digits), number(b, digits)) for a, b, bad in pairs if bad]
        if all(a.rstrip(".") != b.rstrip(".") for a, b in texts):
            return digits
    return 17


def _flat(items: Any) -> list[Any]:
    return [x for item in items for x in _flat(item)] if isinstance(items, list) else [items]


def _cells(array: Any, wrong: Any, digits: int) -> list[list[str]]:
    """A matrix as text, row by row; entries that are wrong carry a `*`."""
    rows = array.tolist()
    marks = wrong.tolist() if wrong is not None else None
    if len(array.shape) == 1:
        rows, marks = [rows], [marks] if marks is not None else None
    return [
        [
            number(x, digits) + ("*" if marks is not None and marks[i][j] else " ")
            for j, x in enumerate(row)
        ]
        for i, row in enumerate(rows)
    ]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return [" ".join(f"{cell:>{w}}" for cell, w in zip(row, widths)) for row in rows]
