"""Calls one function of a module and reports what came of it, exceptions and side effects included.

The same code runs in the student's folder and in the worker, so a test means the same in both. A
probe is rebuilt from its source alone in either place, so that it can carry nothing along: no
global of the test file, no expected value.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import inspect
import linecache
import sys
import textwrap
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import CodeType, ModuleType
from typing import Any

from autograder.testing.arrays import arrays_in, library_of, own_copy, storage
from autograder.testing.outcome import Call, CodeLine, Outcome, Raised

STUB_BEGINS = "Not written yet: "
OWN_FRAMES = "\nException raised from "  # by PyTorch, of its C++ code: they help nobody here
ALIKE = 0.7  # less, and a guessed name is more often wrong than right


class ForbiddenOperation(RuntimeError):
    """A library operation that this test does not allow; raised where it happens."""


def joined(main: ModuleType, others: Sequence[ModuleType]) -> ModuleType:
    """`main` of a submission of several files, which answers with the others' names too.

    Only from outside: code inside of `main` that forgot an import still fails, as it must.
    """
    if not others or "__getattr__" in vars(main):
        return main

    def elsewhere(name: str) -> Any:
        for other in others:
            if name in vars(other) and not name.startswith("_"):
                return vars(other)[name]
        raise AttributeError(f"module {main.__name__!r} has no attribute {name!r}")

    vars(main)["__getattr__"] = elsewhere
    return main


def ask(module: ModuleType | Any, call: Call) -> Outcome:
    """Make a call, of a function or of a probe; look afterwards whether an argument changed."""
    if call.probe is not None:
        probe = load_probe(call.probe)
        return run(lambda: probe(module, *call.args), {}, module)
    function = getattr(module, call.function, None)
    if function is None or not callable(function):
        functions = (key for key, value in vars(module).items() if callable(value))
        return Outcome("missing", detail=near(call.function, functions))
    kwargs = dict(call.kwargs)
    watched: dict[int | str, Any] = dict(enumerate(call.args))
    watched.update(kwargs)
    return run(lambda: function(*call.args, **kwargs), watched, module)


def run(action: Callable[[], Any], watched: Mapping[int | str, Any], module: Any) -> Outcome:
    """Do it, and turn whatever happens into an Outcome."""
    before = {key: own_copy(value) for key, value in watched.items()}
    start = time.perf_counter()
    try:
        value = action()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        seconds = time.perf_counter() - start
        return replace(_stopped(error, module), seconds=seconds)
    seconds = time.perf_counter() - start
    changed = tuple(key for key, old in before.items() if not unchanged(old, watched[key]))
    shared = tuple(key for key, argument in watched.items() if shares_memory(value, argument))
    return Outcome("returned", value=value, changed=changed, shared=shared, seconds=seconds)


def _stopped(error: BaseException, module: Any) -> Outcome:
    if isinstance(error, ForbiddenOperation):
        return Outcome("forbidden", detail=str(error))
    raised = describe(error, module)
    if isinstance(error, NotImplementedError) and raised.message.startswith(STUB_BEGINS):
        return Outcome("unwritten", raised=raised)
    if isinstance(error, SystemExit):
        code = (
            int(error.code) & 0xFF if isinstance(error.code, int) else int(error.code is not None)
        )
        return Outcome("exited", code=code, raised=raised)
    full = ("can't allocate memory", "not enough memory")  # as torch says it
    told = isinstance(error, RuntimeError) and any(words in raised.message for words in full)
    if told or isinstance(error, MemoryError):
        return Outcome("memory", raised=raised)
    return Outcome("raised", raised=raised)


def describe(error: BaseException, module: Any = None) -> Raised:
    """An exception as text, with the lines of the student's own file on the way to it."""
    folder_files = files_of(module)
    frames = []
    try:
        for frame, number in traceback.walk_tb(error.__traceback__):
            code = frame.f_code
            if code.co_filename in folder_files:
                # The source of these files only: reading in the kit's own costs more than the call.
                text = linecache.getline(code.co_filename, number, frame.f_globals).strip()
                file = code.co_filename.replace("\\", "/").rsplit("/", 1)[-1]
                frames.append(CodeLine(file, number, code.co_name, text))
    except Exception:
        frames = []
    said: object = error
    if isinstance(error, SyntaxError) and not frames:
        frames, said = [broken_line(error)], error.msg  # the rest of its words is the place
    try:
        message = str(said).partition(OWN_FRAMES)[0]
    except BaseException:
        message = "(its message could not be read)"
    try:
        name = meant(error)
    except Exception:  # `dir` asks objects that may be anything
        name = ""
    # As Python itself says it below a traceback; some versions, in the message already.
    if name and "Did you mean" not in message:
        message = f"{message[:1900]}. Did you mean `{name}`?"
    bases = tuple(base.__name__ for base in type(error).__mro__)
    return Raised(type(error).__name__, message[:2000], bases, tuple(frames[-20:]))


def broken_line(error: SyntaxError) -> CodeLine:
    """The line of a file, with a caret below the place where Python gave up."""
    file = str(error.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    raw = str(error.text or "").rstrip()[:300]
    text = raw.lstrip()
    column = int(error.offset or 0) - 1 - (len(raw) - len(text))
    if text and 0 <= column <= len(text):
        text += "\n" + " " * column + "^"
    return CodeLine(file, int(error.lineno or 0), "", text)


def files_of(module: Any) -> set[str]:
    """The student's own files: the module's, and those of modules that lie beside it."""
    extra = getattr(module, "__autograder_files__", ())
    return {str(name) for name in (getattr(module, "__file__", None), *extra) if name}


def near(name: str, known: Iterable[Any]) -> str:
    """The one of these names that looks most like it, or nothing."""
    names = [other for other in known if type(other) is str and other != name]
    return next(iter(difflib.get_close_matches(name, names, 1, ALIKE)), "")


def meant(error: BaseException) -> str:
    """The name that was probably meant where a name or an attribute is not known, or nothing."""
    name = getattr(error, "name", None)
    if isinstance(error, AttributeError) and name and error.obj is not None:
        return near(name, (n for n in dir(error.obj) if not n.startswith("_")))
    if isinstance(error, NameError) and name:
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        places = [frames[-1].f_locals, frames[-1].f_globals] if frames else []
        return near(name, [n for place in (*places, vars(builtins)) for n in place])
    return ""


def unchanged(old: Any, new: Any) -> bool:
    """Whether an argument still is what its copy says."""
    kind = library_of(new)
    if kind:
        if library_of(old) != kind or (old.shape, old.dtype) != (new.shape, new.dtype):
            return False
        if kind == "numpy":
            return bool(old.tobytes() == new.tobytes())
        torch = sys.modules["torch"]
        return bool(torch.equal(old, new) or torch.allclose(old, new, 0, 0, equal_nan=True))
    if isinstance(new, (list, tuple)):
        return (
            type(old) is type(new)
            and len(old) == len(new)
            and all(unchanged(a, b) for a, b in zip(old, new))
        )
    if isinstance(new, dict):
        return (
            isinstance(old, dict)
            and old.keys() == new.keys()
            and all(unchanged(old[key], new[key]) for key in new)
        )
    if callable(new) or inspect.ismodule(new):
        return True
    try:
        return bool(old == new) or old != old
    except Exception:
        return True


def shares_memory(result: Any, argument: Any) -> bool:
    """Whether any array in the result lives in the same memory as an array in the argument."""
    theirs = {place for array in arrays_in(argument) if (place := storage(array)) is not None}
    return bool(theirs) and any(storage(array) in theirs for array in arrays_in(result))


# ---- probes


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
