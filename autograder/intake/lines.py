"""Lines of a notebook's source, told as cells and lines of the notebook."""

from __future__ import annotations

import re
from bisect import bisect_right

from autograder.intake import cells


def is_from_notebook(source: bytes) -> bool:
    """Whether `notebook_source` made this."""
    return source.startswith(cells.HEADER.encode())


def notes_of(source: bytes) -> tuple[str, ...]:
    """What was odd about the notebook, for the student."""
    start = cells.NOTE.encode()
    if not is_from_notebook(source):
        return ()
    notes = []
    for line in source.splitlines()[1:]:
        if not line.startswith(start):
            break
        notes.append(line[len(start) :].decode("utf-8", "replace"))
    return tuple(notes)


def in_cells(text: str, file: str, source: bytes) -> str:
    """A message about lines of the source, as one about cells and lines of the notebook."""
    if not is_from_notebook(source):
        return text
    starts, numbers = _table(source)

    def place(line: int) -> str:
        index = bisect_right(starts, line) - 1
        if index < 0 or line == starts[index]:
            return "the notebook"
        return f"cell {numbers[index]}, line {line - starts[index]}"

    name = re.escape(file)
    text = re.sub(rf"(?<!at )\bline (\d+) of {name}\b", lambda m: place(int(m[1])), text)
    text = re.sub(r",? then type:\s+python check\.py \w+", " and run its cells again", text)
    text = re.sub(rf"\bat line (\d+)(?: of {name})?\b", lambda m: f"in {place(int(m[1]))}", text)
    text = re.sub(rf"\b{name}, line (\d+)\b", lambda m: place(int(m[1])), text)
    text = re.sub(r"(?m)\bnext: pytest -k \w+$", "next: mend it, and run its cells again", text)
    text = re.sub(rf"\bin {name}, then run:? pytest -k \w+", "in the notebook", text)
    return text.replace("in your file", "in your notebook")


def _table(source: bytes) -> tuple[list[int], list[int]]:
    """The lines that the cells' markers stand on, and the cells' numbers."""
    starts, numbers = [], []
    for number, line in enumerate(source.decode("utf-8", "replace").split("\n"), start=1):
        found = re.fullmatch(r"# \[cell (\d{1,4})\]", line)
        if found:
            starts.append(number)
            numbers.append(int(found[1]))
    return starts, numbers
