"""From a notebook to the Python source that is graded: its imports, functions, classes, constants.

Runs as a program of its own, shut in, because what it reads may be hostile; see the judge's notebook.py.
Every cell keeps its lines: what is not graded becomes an empty line, and a marker line names the
cell, so that messages can speak of cell and line.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

HEADER = "# From a notebook. Every cell keeps its lines; what is not graded is left empty."
MARKER = "# [cell {}]"
NOTE = "# note: "
LARGEST_CODE = 1 << 20
MOST_CELLS = 1000
MOST_MAGICS = 200

# For pictures and for the notebook itself: no grader has them, no graded function needs them.
LEFT_OUT = {"matplotlib", "seaborn", "plotly", "IPython", "ipywidgets", "google", "tqdm"}
LEFT_OUT |= {"otter", "nbgrader", "autograder"}
BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__"}


class Unreadable(Exception):
    """Why nothing can be taken from the notebook; a sentence's end for the student."""


@dataclass
class Statement:
    """One statement at a cell's top level, and whether it is graded."""

    node: ast.stmt
    binds: frozenset[str]
    needs: frozenset[str]  # names that it reads, now or when it is called
    at_once: frozenset[str]  # those that must be there when it is run
    keep: bool = False


@dataclass
class Cell:
    """One code cell, counted from 1 among the code cells."""

    number: int
    lines: list[str]
    statements: list[Statement] = field(default_factory=list)
    error: str = ""
    error_line: int = 1


def convert(data: bytes) -> bytes:
    """The Python source of a notebook."""
    cells = [_parsed(number, source) for number, source in enumerate(_sources(data), start=1)]
    _choose(cells)
    future, lines, notes = [], [], []
    for cell in _in_order(cells):
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
    if cells is None and isinstance(book.get("worksheets"), list):  # the format until 2014
        sheets = [sheet for sheet in book["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells") or []]
    if not isinstance(cells, list):
        raise Unreadable("has no cells: save it in Jupyter and hand it in again")
    codes = [cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    if not codes:
        raise Unreadable("has no code cells: write your functions in code cells")
    if len(codes) > MOST_CELLS:
        raise Unreadable(f"has more than {MOST_CELLS} code cells: hand in only your answers")
    texts = [_text(cell.get("source", cell.get("input", ""))) for cell in codes]
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
        if first.split()[0] not in ("%%time", "%%timeit", "%%capture", "%%prun"):
            return Cell(number, [""] * len(lines))
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
        except (RecursionError, MemoryError):
            return Cell(number, lines, error="it is nested too deeply")
        except ValueError as error:
            return Cell(number, lines, error=_plain(str(error)))
        else:
            return Cell(number, lines, [_statement(node) for node in tree.body])
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


def _statement(node: ast.stmt) -> Statement:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return Statement(node, _imported(node), frozenset(), frozenset())
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        at_once = _at_once(node)
        return Statement(node, frozenset({node.name}), _free(node) | at_once, at_once)
    loads = _loads(node)
    return Statement(node, _stored(node), loads, loads)


def _imported(node: ast.Import | ast.ImportFrom) -> frozenset[str]:
    return frozenset(alias.asname or alias.name.partition(".")[0] for alias in node.names)


def _loads(node: ast.AST) -> frozenset[str]:
    return frozenset(
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    )


def _stored(node: ast.AST) -> frozenset[str]:
    names = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            names.add(each.id)
        elif isinstance(each, (ast.Import, ast.ImportFrom)):
            names |= _imported(each)
        elif isinstance(each, (ast.FunctionDef, ast.ClassDef)):
            names.add(each.name)
    return frozenset(names)


def _free(node: ast.stmt) -> frozenset[str]:
    """Names that a function or class reads from outside of itself, as far as names tell."""
    own = {arg.arg for each in ast.walk(node) if isinstance(each, ast.arguments)
           for arg in (*each.posonlyargs, *each.args, *each.kwonlyargs, each.vararg, each.kwarg)
           if arg is not None}  # fmt: skip
    declared = {n for each in ast.walk(node) if isinstance(each, ast.Global) for n in each.names}
    return (_loads(node) - (own | (_stored(node) - declared))) | frozenset(declared)


def _at_once(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> frozenset[str]:
    """Names read while the definition itself is run: decorators, defaults, annotations, bases."""
    names: set[str] = set()
    for decorator in node.decorator_list:
        names |= _loads(decorator)
    if isinstance(node, ast.ClassDef):
        for base in (*node.bases, *(keyword.value for keyword in node.keywords)):
            names |= _loads(base)
        bound: set[str] = set()
        for inner in node.body:
            inside = _statement(inner)
            names |= inside.at_once - bound
            bound |= inside.binds
    else:
        args = node.args
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        parts = [*args.defaults, *args.kw_defaults, node.returns]
        parts += [arg.annotation for arg in every if arg is not None]
        for part in parts:
            names |= _loads(part) if part is not None else frozenset()
    return frozenset(names)


def _choose(cells: Sequence[Cell]) -> None:
    """Mark what is graded: definitions, and of the rest only what these need."""
    statements = [s for cell in cells for s in cell.statements]
    own = set()
    needed: set[str] = set()
    for each in statements:
        if isinstance(each.node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            each.keep = True
            own.add(each.node.name)
            needed |= each.needs
    values = [s for s in statements if not s.keep and _is_value(s.node, own)]
    for each in values:
        if not each.needs:  # a constant: numbers and texts alone
            each.keep = True
    grown = True
    while grown:
        grown = False
        for each in values:
            if not each.keep and each.binds & needed:
                each.keep = grown = True
                needed |= each.needs
    for each in statements:
        if isinstance(each.node, (ast.Import, ast.ImportFrom)):
            each.keep = _wanted(each.node, each.binds, needed)
    _drop_the_homeless(values, statements)


def _is_value(node: ast.stmt, own: Iterable[str]) -> bool:
    """An assignment, or a guarded import, that does no work of the student's own functions."""
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        called = {name for each in ast.walk(node) if isinstance(each, ast.Call)
                  for name in _loads(each.func)}  # fmt: skip
        return not called & set(own) and bool(_stored(node) or not called)
    if isinstance(node, (ast.Try, ast.If)):
        simple = (ast.Import, ast.ImportFrom, ast.Assign, ast.Pass, ast.FunctionDef)
        inner = [*node.body, *node.orelse]
        if isinstance(node, ast.Try):
            inner += [*node.finalbody, *(s for handler in node.handlers for s in handler.body)]
        guard = isinstance(node, ast.If) and "__name__" in _loads(node.test)
        return not guard and all(isinstance(each, simple) for each in inner)
    return False


def _wanted(node: ast.Import | ast.ImportFrom, binds: Iterable[str], needed: set[str]) -> bool:
    if isinstance(node, ast.ImportFrom):
        root = (node.module or "").partition(".")[0]
        return root not in LEFT_OUT and (
            root == "__future__" or "*" in binds or bool(needed & set(binds))
        )
    roots = {alias.name.partition(".")[0] for alias in node.names}
    return not roots & LEFT_OUT and bool(needed & set(binds))


def _drop_the_homeless(values: Sequence[Statement], statements: Sequence[Statement]) -> None:
    """A value made of something that is not graded cannot be made here."""
    if any("*" in each.binds for each in statements if each.keep):
        return
    shrunk = True
    while shrunk:
        bound = BUILTINS | {name for each in statements if each.keep for name in each.binds}
        shrunk = False
        for each in values:
            if each.keep and not each.at_once <= bound:
                each.keep, shrunk = False, True


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    """The cells as they stand, but none before the one that makes what it needs at once."""
    waiting = list(cells)
    ordered: list[Cell] = []
    bound: set[str] = set(BUILTINS)
    later = {n for cell in cells for s in cell.statements if s.keep for n in s.binds}
    while waiting:
        chosen = next((cell for cell in waiting if not _missing(cell, bound, later)), waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
        bound |= {name for s in chosen.statements if s.keep for name in s.binds}
    return ordered


def _missing(cell: Cell, bound: Iterable[str], later: set[str]) -> bool:
    """Whether the cell reads at once what only another cell will make."""
    here = set(bound)
    for statement in cell.statements:
        if statement.keep:
            if (statement.at_once & later) - here:
                return True
            here |= statement.binds
    return False


def _body(cell: Cell) -> tuple[list[str], list[str]]:
    """The cell's lines with everything else emptied, and its `from __future__` lines."""
    if cell.error:
        return _stubs(cell), []
    lines = [""] * len(cell.lines)
    future: list[str] = []
    source = "\n".join(cell.lines)
    shared: dict[int, int] = {}
    for statement in cell.statements:
        for line in {statement.node.lineno, statement.node.end_lineno or 0}:
            shared[line] = shared.get(line, 0) + 1
    for statement in cell.statements:
        node = statement.node
        if not statement.keep:
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            future.append(ast.unparse(node))
            continue
        marks = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(mark.lineno for mark in marks)])
        last = node.end_lineno or node.lineno
        if shared[node.lineno] > 1 or shared[last] > 1:  # `import x; print(x)`
            part = (ast.get_source_segment(source, node) or "").split("\n")
            before = lines[first - 1]
            lines[first - 1 : last] = [f"{before}; {part[0]}" if before else part[0], *part[1:]]
        else:
            lines[first - 1 : last] = cell.lines[first - 1 : last]
    return lines, future


def _stubs(cell: Cell) -> list[str]:
    """Functions of a cell that cannot be read: asked for, they say where the mistake is."""
    names = [
        found[1]
        for line in cell.lines
        if (found := re.match(r"(?:async )?(?:def|class) +([A-Za-z_]\w*)", line))
    ]
    message = f"cell {cell.number}, line {cell.error_line}: {cell.error}"
    stubs = [
        f"def {name}(*args, **kwargs): raise SyntaxError({message!r})"
        for name in dict.fromkeys(names)
    ]
    return [""] * (cell.error_line - 1) + (stubs or [""])


def _shut_in() -> None:
    """Little time, little memory, and no rights: reading is all that happens here."""
    import codecs
    import os
    import resource

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
    try:
        answer = b"+" + convert(data)
    except Unreadable as error:
        answer = b"-" + str(error).encode()
    except (RecursionError, MemoryError):
        answer = b"-is nested too deeply to be read"
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
