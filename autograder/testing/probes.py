"""A probe's journey: its source out of the test file, and back into a function beside the student's code.

A probe is rebuilt from its source alone, in the student's folder as in the worker, so that it can
carry nothing along: no global of the test file, no expected value.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any


class ProbeError(Exception):
    """A probe that cannot travel; the message tells the author of the test why."""


@dataclass(frozen=True)
class Probe:
    """The source of one self-contained function."""

    name: str
    source: str


@lru_cache(maxsize=1024)
def probe_of(function: Callable[..., Any]) -> Probe:
    """Read a probe's source; refuse what could not run on its own elsewhere."""
    name = getattr(function, "__name__", "")
    if not name.isidentifier():
        raise ProbeError(f"a probe must be a function with a name, not {function!r}: use def")
    if function.__code__.co_freevars:
        outer = ", ".join(function.__code__.co_freevars)
        raise ProbeError(f"probe {name} uses {outer} of the function around it: pass it as data")
    source = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(source).body[0]
    if not isinstance(tree, ast.FunctionDef):
        raise ProbeError(f"probe {name} must be a plain `def` at the top level of its file")
    tree.decorator_list = []
    # Annotations may name things that exist only where the test was written.
    tree.returns = None
    for argument in ast.walk(tree.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return Probe(name, ast.unparse(tree))


def load_probe(probe: Probe) -> Callable[..., Any]:
    """Make the function again, in a namespace of its own."""
    file = f"<probe {probe.name}>"
    linecache.cache[file] = (len(probe.source), None, probe.source.splitlines(True), file)
    namespace: dict[str, Any] = {"__name__": "probe"}
    exec(_code(probe.source, file), namespace)
    function: Callable[..., Any] = namespace[probe.name]
    return function


@lru_cache(maxsize=1024)
def _code(source: str, file: str) -> CodeType:
    return compile(source, file, "exec")
