"""Which values may cross between judge and worker, and how each becomes a tree of plain nodes.

A scalar stands for itself; everything else is a list that begins with a tag. Arrays leave only
their description in the tree: their bytes follow in a second part, in the same order, without
gaps, so that no byte can be referred to twice and decoding costs no more than what was sent.
"""

from __future__ import annotations

import sys
from typing import Any

LIST, TUPLE, DICT, BIG_INT, COMPLEX, BYTES, TENSOR, ARRAY = range(8)

DEPTH = 32
DIMENSIONS = 16
ELEMENTS = 1 << 40  # of any array, zero-size dimensions counted as one: strides stay in 64 bits
BIG_INT_BYTES = 1700  # about 4,100 digits: Python refuses to print an int of more than 4,300
LONG_BYTES = 4096  # from here on `bytes` travel beside the tree
# The hash of a tuple of numbers can be forged; that of a text or a small int hardly.
TUPLE_KEYS = 4096

TENSOR_TYPES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8,
    "uint16": 2, "uint32": 4, "uint64": 8,
    "float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip
ARRAY_TYPES = {name: size for name, size in TENSOR_TYPES.items() if name != "bfloat16"}
DEVICES = ("cpu", "cuda")


class Unsendable(Exception):
    """A value that is not plain data; the message names its type."""


def library(name: str) -> Any:
    """torch or numpy where they are loaded; never a reason to load them."""
    return sys.modules.get(name)


def article(name: str) -> str:
    """`a list`, `an Adam`."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
