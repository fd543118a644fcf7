"""The second, cheap net under `watch`: reads the student's file for forbidden names.

It follows imports and aliases, and looks only at the function under test and at the functions of
the same file that it mentions: a comparison with the library that nobody calls is nobody's fault.
"""

from __future__ import annotations

import ast
import fnmatch
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any


@lru_cache(maxsize=256)
def forbidden_name(source: str, function: str, patterns: tuple[str, ...]) -> str:
    """`torch.conv2d at line 41`, or nothing; a file that cannot be read uses nothing."""
    names = names_of(patterns)
    functions, aliases = _read(source)
    waiting, seen = [function], set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        for node in ast.walk(functions[name]):
            full = _full_name(node, aliases)
            if full and names.whole.match(full):
                return f"{full} at line {getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Name):
                waiting.append(node.id)
    return ""


def may_name(module: Any, function: str, patterns: Sequence[str]) -> bool:
    """Whether reading the file is worth its time: some name in the code could be a forbidden one.

    It looks at compiled code, which is there already, and errs on the side of reading.
    """
    try:
        return _may_name(vars(module), function, names_of(tuple(patterns)))
    except Exception:
        return True  # odd objects, which a file may well hold


@dataclass(frozen=True)
class Names:
    """Patterns of forbidden names, ready to be matched."""

    whole: re.Pattern[str]  # with dots
    last: re.Pattern[str]  # the part after the last dot
    closed: tuple[str, ...]  # modules of which everything is forbidden, with a dot at the end
    above: frozenset[str]  # packages that these are in

    def could_be(self, word: str) -> bool:
        """Whether a name in the code could lead to a forbidden one."""
        if self.last.match(word) or word in self.above:
            return True
        return f"{word}.".startswith(self.closed)


@lru_cache(maxsize=16)
def names_of(patterns: tuple[str, ...]) -> Names:
    """The patterns of names among all patterns."""
    dotted = [pattern for pattern in patterns if "::" not in pattern]
    closed = [pattern.removesuffix(".*") for pattern in dotted if pattern.endswith(".*")]
    tails = [pattern.rpartition(".")[2] for pattern in dotted if not pattern.endswith(".*")]
    above = {name[:dot] for name in closed for dot in range(len(name)) if name[dot] == "."}
    return Names(
        any_of(dotted), any_of(tails), tuple(f"{name}." for name in closed), frozenset(above)
    )


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One expression for all; without any pattern it matches nothing."""
    return re.compile("|".join(map(fnmatch.translate, patterns)) or r"(?!)")


def _may_name(names: dict[str, Any], function: str, forbidden: Names) -> bool:
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
            elif any(map(forbidden.could_be, _words(used, value))):
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
