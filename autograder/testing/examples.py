"""One example of examples.py: how it is written, and what is wrong with it before anybody is asked.

EXAMPLES is a list of (function, arguments, expected): a function's name, the tuple of what it is
called with, and the value that comes back, or the type of the exception that is raised.
"""

from __future__ import annotations

import inspect
import math
import runpy
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.testing import show
from autograder.testing.arrays import is_array
from autograder.testing.check import Backend, Check, InProcess, Run
from autograder.testing.compare import type_name
from autograder.testing.invoke import near
from autograder.testing.outcome import Call, Failure, Mismatch

EXAMPLES = "examples.py"
PROBLEM = "examples"  # to which its own test belongs, in results
MOST = 40  # examples
LONGEST = 300  # characters of an example that is shown
LARGEST = 2000  # numbers, letters and entries of one example
FORM = "(function, arguments, expected)"


@dataclass(frozen=True)
class Example:
    """A call, and what should come of it."""

    call: Call
    expected: Any = None
    raises: str = ""  # the exception's name, where one is expected

    def text(self) -> str:
        """In one line, as it was meant."""
        value = f"raises {self.raises}" if self.raises else f"gives {show.typed(self.expected)}"
        whole = f"{' '.join(show.call_lines(self.call, LONGEST))} {value}"
        return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


def count(module: Any) -> int:
    """A probe, run beside examples.py: how many examples there are."""
    return len(module.EXAMPLES)


def take(module: Any, number: int) -> Any:
    """Another one: an example as plain data, in which an exception is a name."""
    entry = module.EXAMPLES[number]
    if not isinstance(entry, (tuple, list)) or len(entry) != 3:
        return None
    function, arguments, expected = entry
    kind = expected if isinstance(expected, type) else type(expected)
    raises = kind.__name__ if issubclass(kind, BaseException) else ""
    return function, arguments, None if raises else expected, raises


def probes_in(folder: Path) -> dict[str, Callable[..., Any]]:
    """What can be asked besides the functions: the course's own probes, in probes.py."""
    path = folder / "probes.py"
    known = runpy.run_path(str(path), run_name="probes") if path.is_file() else {}
    return {name: f for name, f in known.items() if inspect.isfunction(f) and name[0] != "_"}


def read(entry: Any, known: Collection[str]) -> Example | str:
    """What `take` gave as an example; or a sentence about its form. It may be anything."""
    if type(entry) is not tuple or len(entry) != 4:
        return f"write it as {FORM}"
    function, arguments, expected, raises = entry
    if type(raises) is not str or not f"_{raises}".isidentifier():
        return "name an exception that Python has, like ValueError"
    if type(function) is not str:
        return f"begin it with the function's name in quotes, not with {type_name(function)}"
    if function not in known:
        meant = near(function, known)
        asked = f"did you mean {meant}?" if meant else f"choose one of {', '.join(known)}"
        return f"no function that can be asked is called {function[:80]!r}: {asked}"
    if not isinstance(arguments, (tuple, list)):
        return "put the arguments into a tuple; a single one needs a comma: (x,)"
    try:
        size = _size(arguments) + _size(expected)
    except (TypeError, RecursionError) as error:
        return f"{error} is no plain data: write numbers, texts, tuples, lists, arrays and tensors"
    if size > LARGEST:
        return f"it holds {size:,} numbers and entries: make it smaller, {LARGEST:,} at most"
    return Example(Call(function, tuple(arguments)), expected, raises)


def asked(module: Any, probes: Mapping[str, Callable[..., Any]]) -> InProcess:
    """A module to be asked here, with the course's own probes as further functions of it."""
    more = {name: partial(probe, module) for name, probe in probes.items()}
    return InProcess(SimpleNamespace(**{**vars(module), **more}))


def disproved(example: Example, backend: Backend) -> Failure | None:
    """What a test that says just this finds wrong with the code behind the backend."""
    call = example.call
    function = getattr(Check(Run(call.function, backend)), call.function)
    try:
        if example.raises:
            function.raises(type(example.raises, (Exception,), {}), *call.args)
        else:
            function(*call.args, expect=example.expected)
    except Failure as failure:
        return failure
    return None


def as_meant(example: Example, backend: Backend) -> Example:
    """The same; with floats for its whole numbers, where that is what right code gives."""
    floats, failure = _in_floats(example.expected), disproved(example, backend)
    if floats is None or not isinstance(failure, Mismatch) or failure.rung != "type":
        return example
    other = replace(example, expected=floats)
    return example if disproved(other, backend) else other


def _in_floats(value: Any) -> Any:
    """The same with floats for its whole numbers; None where it has none."""
    if type(value) is int and abs(value) < 2**53:
        return float(value)
    if type(value) in (tuple, list):
        found = [_in_floats(each) for each in value]
        either = (old if new is None else new for old, new in zip(value, found))
        return type(value)(either) if any(each is not None for each in found) else None
    return None


def _size(value: Any) -> int:
    """How much there is in it; raises TypeError where something is no plain data."""
    if is_array(value):
        return math.prod(value.shape)
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(_size, value))
    if isinstance(value, dict):
        return 1 + sum(_size(key) + _size(item) for key, item in value.items())
    if isinstance(value, (str, bytes)):
        return 1 + len(value)
    if value is None or isinstance(value, (int, float, complex)):
        return 1
    raise TypeError(type_name(value))
