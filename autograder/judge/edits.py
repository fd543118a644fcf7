"""Makes a small edit of a function of the reference, written as `-` and `+` lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.course.errors import CourseError


@dataclass
class Edit:
    """What stands in a function, and what is to stand there instead."""

    function: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def edited(
    known: Mapping[str, str], change: str, function: str, where: str
) -> tuple[tuple[str, ...], str]:
    """The functions that a fence's edits name, and the definitions with the edits made in them.

    `function` is the page's own.
    """
    texts: dict[str, str] = {}
    edits = _read_edits(change, function, where)
    for edit in edits:
        name = edit.function
        if edit.old and name not in known:
            raise CourseError(f"{where}: the reference has no {name}; it has {', '.join(known)}")
        if edit.old:
            texts[name] = _made(texts.get(name, known[name]), edit, where)
    for name, text in texts.items():
        _check(text, name, where)
    code = "\n\n\n".join(texts[name] for name in known if name in texts)
    return tuple(dict.fromkeys(edit.function for edit in edits)), code


def definitions(source: str) -> dict[str, str]:
    """Each function, class and constant at the top of a file: its code, without docstrings."""
    lines = source.splitlines()
    return {
        name: "\n".join(lines[number - 1] for number in _numbers(node))
        for node in ast.parse(source).body
        for name in defined(node)
    }


def defined(node: ast.stmt) -> list[str]:
    """The names that a statement at the top of a file gives a value to."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _numbers(node: ast.stmt) -> list[int]:
    """The lines of a definition; an example in a docstring is nothing that an edit could mean."""
    marked = getattr(node, "decorator_list", ())
    first, last = (marked[0] if marked else node).lineno, node.end_lineno or node.lineno
    texts = [
        inner.body[0]
        for inner in ast.walk(node)
        if isinstance(inner, (ast.FunctionDef, ast.ClassDef))
        if ast.get_docstring(inner) is not None and len(inner.body) > 1
    ]
    spoken = {n for text in texts for n in range(text.lineno, (text.end_lineno or 0) + 1)}
    return [number for number in range(first, last + 1) if number not in spoken]


def _read_edits(change: str, function: str, where: str) -> list[Edit]:
    """The edits of a `diff` fence, in their order."""
    edits: list[Edit] = []
    current: Edit | None = None
    for line in change.splitlines():
        kind, rest = line[:1], line[1:]
        if not line.strip():
            current = None
        elif line.startswith("@@ "):
            function, current = line[3:].strip(), None
            edits.append(Edit(function))
        elif kind == "-":
            if current is None or current.new:
                current = Edit(function)
                edits.append(current)
            current.old.append(rest.rstrip())
        elif kind == "+" and current is not None:
            current.new.append(rest.rstrip())
        elif kind == "+":
            raise CourseError(
                f"{where}: no `-` line stands before {line!r}: name the line that it comes after,"
                " once with `-` and once more with `+`"
            )
        else:
            raise CourseError(
                f"{where}: {line!r} begins neither with `-` nor with `+`, nor with `@@ ` and the"
                " name of another function"
            )
    if not any(edit.old for edit in edits):
        raise CourseError(f"{where} changes nothing: its fence holds no `-` line")
    return edits


def _made(text: str, edit: Edit, where: str) -> str:
    """The function with this edit made in it, at the only place that it can mean."""
    lines = text.splitlines()
    wanted = "\n".join(edit.old).strip()
    if not wanted:
        raise CourseError(f"{where}: a `-` line is empty: write down what it takes the place of")
    places = _whole(lines, edit.old) if len(edit.old) > 1 else _pieces(lines, wanted)
    if len(places) != 1:
        found = f"stands {len(places)} times" if places else "does not stand"
        mend = "write more of its line" if places else "copy it from there"
        raise CourseError(f"{where}: {wanted!r} {found} in the reference's {edit.function}: {mend}")
    line, start, end = places[0]
    last = line + len(edit.old) - 1
    before, after = lines[line][:start], lines[last][end:]
    # Only how far the new lines stand from the old ones counts, not how far from the margin.
    shift = _indent(lines[line]) - _indent(edit.old[0])
    new = [" " * max(0, _indent(each) + shift) + each.strip() for each in edit.new]
    if not new and (before + after).strip():
        new = [""]
    if new and before.strip():
        new[0] = before + new[0].strip()
    if new:
        new[-1] = (new[-1] + after).rstrip()
    return "\n".join([*lines[:line], *new, *lines[last + 1 :]])


def _pieces(lines: Sequence[str], wanted: str) -> list[tuple[int, int, int]]:
    """Where a piece of one line stands: the line, and from where to where; no part of a word."""
    left = r"(?<!\w)" if re.match(r"\w", wanted) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", wanted) else ""
    pattern = re.compile(left + re.escape(wanted) + right)
    return [(n, *m.span()) for n, line in enumerate(lines) for m in pattern.finditer(line)]


def _whole(lines: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where several whole lines stand, however far from the margin."""
    size = len(wanted)
    return [
        (n, 0, len(lines[n + size - 1]))
        for n in range(len(lines) - size + 1)
        if _dedented(lines[n : n + size]) == _dedented(wanted)
    ]


def _dedented(lines: Sequence[str]) -> list[str]:
    margin = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[margin:].rstrip() for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _check(text: str, name: str, where: str) -> None:
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        line = (text.splitlines() or [""])[min(error.lineno or 1, text.count("\n") + 1) - 1]
        raise CourseError(
            f"{where}: with this edit {name} is no Python any more: {error.msg}: {line.strip()!r}"
        ) from None
    if not any(name in defined(node) for node in tree.body):
        raise CourseError(f"{where}: with this edit {name} is gone: give it another body only")
