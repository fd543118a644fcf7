"""From a notebook to the Python source that is graded: its imports, functions, classes, constants.

Runs as a program of its own, shut in, because what it reads may be hostile: `main`.
Every cell keeps its lines: what is not graded becomes an empty line, and a marker line names the
cell, so that messages can speak of cell and line.
"""

from __future__ import annotations

import ast
import bisect
import itertools
import json
import keyword
import re
import sys
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from autograder.intake.picking import Cell, choose, in_order, statements_of

HEADER = "# From a notebook. Every cell keeps its lines; what is not graded is left empty."
MARKER = "# [cell {}]"
MARKED = re.compile(r"# \[cell (\d{1,4})\]")
NOTE = "# note: "
NUMBER = "[0-9]{1,7}"  # of a line: what is longer was made up, and Python may refuse to read it
# Cell magics below which stands Python that is this notebook's own.
PYTHON_BELOW = re.compile(
    r"%%(time|timeit|capture|prun)\b|%%(writefile|file)\s+(-a\s+|--append\s+)?\S+\.py[\"']?\s*$"
)
LARGEST_CODE = 1 << 20
MOST_CELLS = 1000
MOST_MAGICS = 200
STACK = 256 << 20  # Python 3.10 parses a long sum by as many calls, and ends where the stack does


class Unreadable(Exception):
    """Why nothing can be taken from the notebook; a sentence's end for the student."""


def convert(data: bytes, asked: Iterable[str] = ()) -> bytes:
    """The Python source of a notebook; `asked` are the names that tests ask for."""
    cells = [_parsed(number, source) for number, source in enumerate(_sources(data), start=1)]
    choose(cells, frozenset(asked))
    future, lines, notes = [], [], []
    for cell in in_order(cells):
        if cell.error:
            notes.append(
                f"cell {cell.number}, line {cell.error_line} cannot be read as Python"
                f" ({cell.error}): the cell was left out"
            )
        body, ahead = _body(cell)
        future += ahead
        lines += [MARKER.format(cell.number), *body]
    head = [HEADER, *(NOTE + note for note in notes[:5]), *dict.fromkeys(future)]
    text = "\n".join([*head, *lines]).rstrip("\n") + "\n"
    return text.encode("utf-8", "replace")


def _sources(data: bytes) -> list[str]:
    try:
        book = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise Unreadable("is nested too deeply to be read") from None
    except ValueError:
        raise Unreadable("is not a notebook (its content is no JSON): save it in Jupyter") from None
    if not isinstance(book, dict):
        raise Unreadable("is not a notebook: save it in Jupyter and hand it in again")
    cells = book.get("cells")
    if not isinstance(cells, list):
        raise Unreadable("has no cells: save it in Jupyter and hand it in again")
    codes = [cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    if not codes:
        raise Unreadable("has no code cells: write your functions in code cells")
    if len(codes) > MOST_CELLS:
        raise Unreadable(f"has more than {MOST_CELLS} code cells: hand in only your answers")
    texts = [_text(cell.get("source")) for cell in codes]
    if sum(map(len, texts)) > LARGEST_CODE:
        raise Unreadable("holds too much code: hand in only the functions that are asked for")
    return texts


def _text(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    text = source if isinstance(source, str) else ""
    # Only real line ends may count as such: a line's number must mean the same everywhere.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").replace("\0", "")


def _parsed(number: int, source: str) -> Cell:
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%"):
        lines[lines.index(first)] = ""
        if not PYTHON_BELOW.match(first):
            return Cell(number, [""] * len(lines))
    try:
        for _ in range(MOST_MAGICS):
            try:
                tree = ast.parse("\n".join(lines))
            except SyntaxError as error:
                line = _magic_line(lines, error.lineno or 1)
                if line is None:
                    at = min(max(error.lineno or 1, 1), len(lines))
                    return Cell(number, lines, error=_plain(error.msg), error_line=at)
                indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
                lines[line] = indent + "pass" if indent else ""
            else:
                return Cell(number, lines, list(statements_of(tree.body, lines)))
    except SyntaxError as error:  # one of those that only the compiler finds
        return Cell(number, lines, error=_plain(error.msg))
    except (RecursionError, MemoryError):
        return Cell(number, lines, error="it is nested too deeply")
    except ValueError as error:
        return Cell(number, lines, error=_plain(str(error)))
    return Cell(number, lines, error="too many lines that are not Python")


def _magic_line(lines: Sequence[str], number: int) -> int | None:
    """The line that is IPython's and not Python's, at a syntax error or right above it."""
    for index in (number - 1, number - 2):
        if 0 <= index < len(lines):
            line = lines[index].strip()
            if line.startswith(("%", "!", "?")) or (line.endswith("?") and "#" not in line):
                return index
            if re.match(r"[\w, ]+=\s*[!%]", line):
                return index
    return None


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:120]


def _body(cell: Cell) -> tuple[list[str], list[str]]:
    """The cell's lines with everything else emptied, and its `from __future__` lines."""
    if cell.error:
        return _stubs(cell), []
    lines = [""] * len(cell.lines)
    future: list[str] = []
    for each in cell.statements:
        if not each.keep:
            continue
        if isinstance(each.node, ast.ImportFrom) and each.node.module == "__future__":
            future.append(ast.unparse(each.node))
            continue
        start, end = each.first - 1, each.first - 1 + len(each.lines)
        before = f"{lines[start]}; " if lines[start] else ""
        lines[start:end] = [before + each.lines[0], *each.lines[1:]]
    return lines, future


def _stubs(cell: Cell) -> list[str]:
    """Functions of a cell that cannot be read: asked for, they say where the mistake is."""
    names = [
        found[1]
        for line in cell.lines
        if (found := re.match(r"(?:async )?(?:def|class) +([A-Za-z_]\w*)", line))
        and not keyword.iskeyword(found[1])
    ]
    message = f"cell {cell.number}, line {cell.error_line}: {cell.error}"
    stubs = [
        f"def {name}(*args, **kwargs): raise SyntaxError({message!r})"
        for name in dict.fromkeys(names)
    ]
    return [""] * (cell.error_line - 1) + (stubs or [""])


def is_from_notebook(source: bytes) -> bool:
    """Whether `convert` made this."""
    return source.startswith(HEADER.encode())


def notes_of(source: bytes) -> tuple[str, ...]:
    """What was odd about the notebook, for the student."""
    if not is_from_notebook(source):
        return ()
    lines = source.decode("utf-8", "replace").split("\n")[1:]
    notes = itertools.takewhile(lambda line: line.startswith(NOTE), lines)
    return tuple(note.removeprefix(NOTE) for note in notes)


def in_cells(text: str, file: str, source: bytes) -> str:
    """A message about lines of the source, as one about cells and lines of the notebook."""
    if not is_from_notebook(source):
        return text
    lines = source.decode("utf-8", "replace").split("\n")
    marks = {n: found[1] for n, line in enumerate(lines, 1) if (found := MARKED.fullmatch(line))}
    starts = [*marks]

    def place(match: re.Match[str]) -> str:
        line = int(match[1])
        before = bisect.bisect(starts, line)
        start = starts[before - 1] if before else line
        return f"cell {marks[start]}, line {line - start}" if start < line else "the notebook"

    name = re.escape(file)
    text = re.sub(rf"(?<!at )\bline ({NUMBER}) of {name}\b", place, text)
    text = re.sub(r",? then type:\s+python check\.py \w+", " and run its cells again", text)
    text = re.sub(rf"\bat line ({NUMBER})(?: of {name})?\b", lambda m: f"in {place(m)}", text)
    text = re.sub(rf"\b{name}, line ({NUMBER})\b", place, text)
    text = re.sub(
        r"(?m)\bnext: pytest -k \w+(?=$|<)", "next: mend it, and run its cells again", text
    )
    text = re.sub(rf"\bin {name}, then run:? pytest -k \w+", "in the notebook", text)
    return text.replace("in your file", "in your notebook")


def _shut_in() -> None:
    """Little time, little memory, and no rights: reading is all that happens here."""
    import codecs
    import os
    import resource
    import unicodedata  # noqa: F401  # for Python's parser, where a name is not ASCII

    codecs.lookup("utf-8-sig")  # loaded now: a process without rights may not find its module
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def main() -> None:
    """Standard input to standard output: `+` and the source, or `-` and why there is none."""
    data = sys.stdin.buffer.read()
    _shut_in()
    threading.stack_size(STACK)
    reader = threading.Thread(target=_tell, args=(data,))
    reader.start()
    reader.join()


def _tell(data: bytes) -> None:
    try:
        answer = b"+" + convert(data, sys.argv[2:])
    except Unreadable as error:
        answer = b"-" + str(error).encode()
    except (RecursionError, MemoryError):
        answer = b"-is nested too deeply to be read"
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
