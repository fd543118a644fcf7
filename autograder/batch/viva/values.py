"""Small values: whether two read the same, how one stands on paper, what is nearly the same."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from autograder.testing.arrays import is_array
from autograder.testing.plain import plain
from autograder.testing.show import typed

ENTRIES = 40  # of one value: more is no small table
COLUMNS = 12
DIMENSIONS = 4
LONGEST = 60  # characters of one text
DIGITS = 4  # to which values are told apart


@dataclass(frozen=True)
class Grid:
    """An array's numbers, in lists of lists."""

    cells: Any
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """A piece of a value on paper: a table, or a text."""

    label: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    shape: tuple[int, ...] = ()


def fits(value: Any) -> bool:
    """Whether a value is small enough for a question; it may be a stranger's."""
    return _entries(value) <= ENTRIES


def _entries(value: Any) -> int:
    if is_array(value):
        shape = tuple(value.shape)
        narrow = len(shape) <= DIMENSIONS and max(shape[-1:], default=0) <= COLUMNS
        real = "complex" not in str(value.dtype)
        return math.prod(shape) if narrow and real else ENTRIES + 1
    if isinstance(value, (list, tuple)):
        return ENTRIES + 1 if len(value) > ENTRIES else 1 + sum(map(_entries, value))
    if isinstance(value, dict):
        return _entries([*value, *value.values()])
    if isinstance(value, (str, bytes)):
        return 1 if len(value) <= LONGEST else ENTRIES + 1
    long = isinstance(value, complex) or (isinstance(value, int) and value.bit_length() > 64)
    return ENTRIES + 1 if long else 1


def tree_of(value: Any) -> Any:
    """The value with its arrays as grids."""
    if is_array(value):
        return Grid(value.tolist(), tuple(value.shape))
    if type(value) in (list, tuple):
        return type(value)(map(tree_of, value))
    if type(value) is dict:
        return {tree_of(name): tree_of(item) for name, item in value.items()}
    return plain(value) if isinstance(value, str) else value


def key_of(tree: Any) -> str:
    """The same for what reads the same: 3 and 3.0, a list, a tuple and an array."""
    if isinstance(tree, Grid):
        return key_of(tree.cells)
    if isinstance(tree, (list, tuple)):
        return f"[{','.join(map(key_of, tree))}]"
    if isinstance(tree, dict):
        return f"{{{','.join(sorted(f'{name!r}:{key_of(item)}' for name, item in tree.items()))}}}"
    return _number(tree).rstrip(".") if isinstance(tree, float) else repr(tree)


def _number(value: Any) -> str:
    if not isinstance(value, float):
        return typed(value)
    if value.is_integer() and abs(value) < 1e15:
        return f"{int(value)}."
    text = f"{value:.{DIGITS}g}"
    return f"{text}." if text.lstrip("-").isdigit() else text


def parts(tree: Any, label: str = "") -> Iterator[Part]:
    """A value piece by piece: each matrix a table, the rest as it would be typed."""
    if isinstance(tree, Grid) and tree.shape and 0 not in tree.shape:
        yield from _tables(tree.cells, tree.shape, label)
    elif isinstance(tree, Grid):
        text = f"an array of shape {tree.shape}" if tree.shape else _number(tree.cells)
        yield Part(label, text)
    elif isinstance(tree, (list, tuple, dict)) and _holds_grids(tree):
        for name, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from parts(item, f"{label}[{name!r}]")
    else:
        yield Part(label, typed(tree))


def _tables(cells: Any, shape: tuple[int, ...], label: str) -> Iterator[Part]:
    if len(shape) > 2:
        for number, inner in enumerate(cells):
            yield from _tables(inner, shape[1:], f"{label}[{number}]")
    else:
        rows = cells if len(shape) == 2 else [cells]
        yield Part(label, rows=tuple(tuple(map(_number, row)) for row in rows), shape=shape)


def _holds_grids(tree: Any) -> bool:
    items = tree.values() if isinstance(tree, dict) else tree
    return any(
        isinstance(item, Grid) or (isinstance(item, (list, tuple, dict)) and _holds_grids(item))
        for item in items
    )


def nearly(tree: Any, draw: random.Random) -> Any:
    """The value with one number up or down, one truth turned over, or one text misspelt."""
    chosen, place = draw.randrange(max(1, _leaves(tree))), itertools.count()

    def walk(node: Any) -> Any:
        if isinstance(node, Grid):
            return replace(node, cells=walk(node.cells))
        if isinstance(node, (list, tuple)):
            return type(node)(map(walk, node))
        if isinstance(node, dict):
            return {name: walk(item) for name, item in node.items()}
        return node if next(place) != chosen else _changed(node, draw)

    return walk(tree)


def _leaves(tree: Any) -> int:
    if isinstance(tree, (Grid, dict)):
        return _leaves(tree.cells if isinstance(tree, Grid) else [*tree.values()])
    return sum(map(_leaves, tree)) if isinstance(tree, (list, tuple)) else 1


def _changed(leaf: Any, draw: random.Random) -> Any:
    step = draw.choice((-1, 1))
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, str):
        return draw.choice((leaf[:-1], leaf + leaf[-1:], leaf[::-1], leaf.swapcase()))
    if isinstance(leaf, float) and 0 < abs(leaf) < 1:
        return leaf * (2 if step > 0 else 0.5)
    return leaf + step if isinstance(leaf, (int, float)) else leaf
