"""Calls one function of a module and reports what came of it, exceptions and side effects included.

The same code runs in the student's folder and in the worker, so a test means the same in both.
"""

from __future__ import annotations

import inspect
import linecache
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

from autograder.testing.arrays import arrays_in, library, own_copy, storage
from autograder.testing.meant import meant, near
from autograder.testing.outcome import Frame, Outcome, Raised


class ForbiddenOperation(RuntimeError):
    """A library operation that this test does not allow; raised where it happens."""


def call(
    module: ModuleType | Any, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Outcome:
    """Call `module.name(*args, **kwargs)`; look afterwards whether an argument changed."""
    function = getattr(module, name, None)
    if function is None or not callable(function):
        functions = (key for key, value in vars(module).items() if callable(value))
        return Outcome("missing", detail=near(name, functions))
    watched: dict[int | str, Any] = dict(enumerate(args))
    watched.update(kwargs)
    return run(lambda: function(*args, **kwargs), watched, module)


def probe(module: ModuleType | Any, function: Callable[..., Any], data: Sequence[Any]) -> Outcome:
    """Run a test's own small function next to the student's module."""
    return run(lambda: function(module, *data), {}, module)


def run(action: Callable[[], Any], watched: Mapping[int | str, Any], module: Any) -> Outcome:
    """Do it, and turn whatever happens into an Outcome."""
    before = {key: own_copy(value) for key, value in watched.items()}
    start = time.perf_counter()
    try:
        value = action()
    except ForbiddenOperation as error:
        return Outcome("forbidden", detail=str(error), seconds=time.perf_counter() - start)
    except NotImplementedError as error:
        seconds = time.perf_counter() - start
        raised = describe(error, module)
        if is_stub(raised):
            return Outcome("unwritten", raised=raised, seconds=seconds)
        return Outcome("raised", raised=raised, seconds=seconds)
    except MemoryError as error:
        return Outcome("memory", raised=describe(error, module))
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
        return Outcome("exited", code=code, raised=describe(error, module))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if "can't allocate memory" in str(error) or "not enough memory" in str(error):
            return Outcome("memory", raised=describe(error, module))
        return Outcome(
            "raised", raised=describe(error, module), seconds=time.perf_counter() - start
        )
    seconds = time.perf_counter() - start
    changed = tuple(key for key, old in before.items() if not same(old, watched[key]))
    shared = tuple(key for key, argument in watched.items() if shares_memory(value, argument))
    return Outcome("returned", value=value, changed=changed, shared=shared, seconds=seconds)


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
                frames.append(Frame(file, number, code.co_name, text))
    except Exception:
        frames = []
    try:
        message = str(error)
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


def files_of(module: Any) -> set[str]:
    """The student's own files: the module's, and those of modules that lie beside it."""
    extra = getattr(module, "__autograder_files__", ())
    return {str(name) for name in (getattr(module, "__file__", None), *extra) if name}


def is_stub(raised: Raised) -> bool:
    """Whether this NotImplementedError comes from a stub that nobody has written yet."""
    return raised.message.startswith(STUB_BEGINS)


STUB_BEGINS = "Not written yet: "


def same(old: Any, new: Any) -> bool:
    """Whether an argument still is what its copy says."""
    kind = library(new)
    if kind:
        if library(old) != kind or (old.shape, old.dtype) != (new.shape, new.dtype):
            return False
        if kind == "numpy":
            return bool(old.tobytes() == new.tobytes())
        torch = sys.modules["torch"]
        return bool(torch.equal(old, new) or torch.allclose(old, new, 0, 0, equal_nan=True))
    if isinstance(new, (list, tuple)):
        return (
            type(old) is type(new)
            and len(old) == len(new)
            and all(same(a, b) for a, b in zip(old, new))
        )
    if isinstance(new, dict):
        return (
            isinstance(old, dict)
            and old.keys() == new.keys()
            and all(same(old[key], new[key]) for key in new)
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
