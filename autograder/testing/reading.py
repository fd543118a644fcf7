"""The second, cheap net under `watch`: reads the student's file for forbidden names.

It follows imports and aliases, and looks only at the function under test and at the functions of
the same file that it mentions: a comparison with the library that nobody calls is nobody's fault.
"""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any


@lru_cache(maxsize=256)
def forbidden_name(source: str, function: str, patterns: tuple[str, ...]) -> str:
    """`torch.conv2d at line 41`, or nothing; a file that cannot be read uses nothing."""
    dotted = [pattern for pattern in patterns if "::" not in pattern]
    functions, aliases = _read(source)
    waiting, seen = [function], set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        for node in ast.walk(functions[name]):
            full = _full_name(node, aliases)
            if full and any(fnmatch.fnmatchcase(full, pattern) for pattern in dotted):
                return f"{full} at line {getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Name):
                waiting.append(node.id)
    return ""


def may_name(module: Any, function: str, patterns: Sequence[str]) -> bool:
    """Whether reading the file is worth its time: some name in the code could be a forbidden one.

    It looks at compiled code, which is there already, and errs on the side of reading.
    """
    dotted = [pattern for pattern in patterns if "::" not in pattern]
    try:
        return _may_name(vars(module), function, dotted)
    except Exception:
        return True  # odd objects, which a file may well hold


def _may_name(names: dict[str, Any], function: str, patterns: Sequence[str]) -> bool:
    tails = [p.rpartition(".")[2] for p in patterns if not p.endswith(".*")]
    closed = [p.removesuffix(".*") for p in patterns if p.endswith(".*")]
    waiting, seen = [function], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        own = names.get(name)
        if type(own) is not FunctionType or own.__globals__ is not names:
            return True
        for used in _names_in(own.__code__):
            value = names.get(used)
            if type(value) is FunctionType and value.__globals__ is names:
                waiting.append(used)
            elif any(_is_one(word, tails, closed) for word in _words(used, value)):
                return True
    return False


def _names_in(code: CodeType) -> Iterator[str]:
    """Globals, attributes and imports of a function, and of the functions inside it."""
    yield from code.co_names
    for constant in code.co_consts:
        if type(constant) is CodeType:
            yield from _names_in(constant)


def _words(used: str, value: Any) -> Iterator[str]:
    """A name in the code, and what the thing behind it is called itself."""
    yield used
    for attribute in ("__name__", "__module__"):
        word = getattr(value, attribute, None)
        if isinstance(word, str):
            yield word


def _is_one(word: str, tails: Sequence[str], closed: Sequence[str]) -> bool:
    if any(fnmatch.fnmatchcase(word, tail) for tail in tails):
        return True
    # A closed module, what is in it, or a package that it is in.
    return any(f"{word}.".startswith(f"{m}.") or m.startswith(f"{word}.") for m in closed)


@lru_cache(maxsize=4)
def _read(source: str) -> tuple[dict[str, ast.stmt], dict[str, str]]:
    """The file's functions and what its imports are called; nothing of a file that is broken."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}, {}
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    functions = {node.name: node for node in tree.body if isinstance(node, kinds)}
    return dict(functions), _aliases(tree)


def _aliases(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: `F` is torch.nn.functional."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name if alias.asname else alias.name.partition(".")[0]
                found[alias.asname or root] = root
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def _full_name(node: ast.AST, aliases: dict[str, str]) -> str:
    """`F.conv2d` as `torch.nn.functional.conv2d`, where F was imported; else nothing."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in aliases:
        return ""
    return ".".join([aliases[node.id], *reversed(parts)])
