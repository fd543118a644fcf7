"""Closes forbidden library operations, whatever name they are reached by, in every thread.

Patterns come from course.yml. `aten::*softmax*` is an operation as PyTorch's dispatcher names it;
`numpy.sort` a function of a module; `scipy.signal.*` a module not to be imported at all.

`install` puts guards before the functions, at once or when their module is imported, and does
nothing else. From `close` on they refuse, for the whole process. What was refused is remembered
until somebody takes it, with `found`.

PyTorch finds the code of an operation by keys. For a closed operation, each key that leads to code
leads to ours instead: nothing has to be switched on in a thread, and no key can be left out.
"""

from __future__ import annotations

import fnmatch
import functools
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, NoReturn

from autograder.testing import imports
from autograder.testing.invoke import ForbiddenOperation, files_of
from autograder.testing.outcome import Outcome

GUARD = "__autograder_guard__"

# Where an operation can have code of its own. Those for gradients stand before the others, and call
# them; but some, such as that of `_make_dual`, do all the work themselves.
_KEYS = (
    "CompositeImplicitAutograd",
    "CompositeExplicitAutograd",
    "CompositeExplicitAutogradNonFunctional",
    *("CPU", "CUDA", "MPS", "XPU", "Meta", "MkldnnCPU", "QuantizedCPU", "QuantizedCUDA"),
    *("SparseCPU", "SparseCUDA", "SparseCsrCPU", "SparseCsrCUDA"),
    "Autograd",
)


@dataclass
class _Closed:
    """What is forbidden in this process now."""

    patterns: tuple[str, ...] = ()
    names: re.Pattern[str] = re.compile(r"(?!)")  # of functions: none, as long as nothing is closed
    files: frozenset[str] = frozenset()  # the student's: a finding names a line of these
    libraries: tuple[Any, ...] = ()  # what stands in PyTorch in the place of its own code


_closed = _Closed()
_looked_for: dict[str, int] = {}  # by pattern: how many modules there were
_found: list[str] = []


def install(patterns: Sequence[str]) -> None:
    """Put guards before the named functions, everywhere that they are known in this process."""
    for pattern in _dispatched(patterns):
        _places(pattern)
    guards: dict[int, Any] = {}
    loaded = len(sys.modules)
    for pattern in _names(patterns):
        if _looked_for.get(pattern) == loaded:
            continue  # nothing was imported since: a forked process finds it done
        _looked_for[pattern] = loaded
        if pattern.endswith(".*"):
            imports.refuse(pattern[:-2], functools.partial(_check, pattern))
        else:
            imports.when_loaded(
                pattern.rpartition(".")[0], pattern, functools.partial(_look_again, pattern)
            )
        for module, name, original in _functions(pattern):
            guard = _guarded(original, f"{module.__name__}.{name}")
            setattr(module, name, guard)
            guards.setdefault(id(original), (original, guard))
    if guards:
        _replace_everywhere(guards)


def _look_again(pattern: str) -> None:
    """Its module has just been imported, perhaps anew."""
    _looked_for.pop(pattern, None)
    install((pattern,))


def close(patterns: Sequence[str], files: Iterable[str] = ()) -> None:
    """Refuse these from now on, in all threads, and nothing else: none opens all again.

    `files` are the student's: their lines are named. What was closed before a fork is closed.
    """
    _closed.files = frozenset(files)
    if _closed.patterns == tuple(patterns):
        return
    for library in _closed.libraries:
        library._destroy()
    _closed.patterns, _closed.libraries = (), ()
    install(patterns)  # a module may have been imported since
    _closed.names = re.compile("|".join(map(fnmatch.translate, _names(patterns))) or r"(?!)")
    _closed.libraries = _refusals(_dispatched(patterns))
    _closed.patterns = tuple(patterns)


def found() -> list[str]:
    """What was refused since the last look: `torch.softmax at line 41`."""
    taken = list(_found)
    del _found[: len(taken)]
    return taken


def judged(outcome: Outcome) -> Outcome:
    """The outcome of a call; if anything was refused meanwhile, that is the outcome instead.

    The code may have swallowed the refusal and gone on: it was used all the same.
    """
    seen = found()
    return Outcome("forbidden", detail=seen[0], seconds=outcome.seconds) if seen else outcome


def watched(action: Callable[[], Outcome], patterns: Sequence[str], module: Any) -> Outcome:
    """Do it with these operations closed meanwhile."""
    if not patterns:
        return action()
    found()  # what a thread did between two calls belongs to neither
    close(patterns, files_of(module))
    try:
        return judged(action())
    finally:
        close(())


def _dispatched(patterns: Sequence[str]) -> list[str]:
    """Operations of PyTorch, where it is loaded."""
    found = [p.removeprefix("aten::") for p in patterns if p.startswith("aten::")]
    return found if "torch" in sys.modules else []


def _refusals(patterns: Sequence[str]) -> tuple[Any, ...]:
    """Refuse every operation that matches, until what comes back is destroyed."""
    if not patterns:
        return ()
    torch: Any = sys.modules["torch"]
    libraries: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch warns of code that takes its own code's place
        for operation, key in dict.fromkeys(place for p in patterns for place in _places(p)):
            namespace, _, name = operation.partition("::")
            if namespace not in libraries:
                libraries[namespace] = torch.library.Library(namespace, "IMPL")
            libraries[namespace].impl(name, _refusing(operation), key)
    return tuple(libraries.values())


@functools.lru_cache(maxsize=256)
def _places(pattern: str) -> tuple[tuple[str, str], ...]:
    """The operations that match, with each key that leads to code of theirs.

    To look for them takes longer than to close them: asked before a fork, it is done once.
    """
    torch: Any = sys.modules["torch"]
    wanted = re.compile(fnmatch.translate(pattern))
    has_code = torch._C._dispatch_has_kernel_for_dispatch_key
    found: list[tuple[str, str]] = []
    for operation in torch._C._dispatch_get_all_op_names():
        if wanted.match(operation.partition("::")[2].partition(".")[0]):
            keys = [key for key in _KEYS if has_code(operation, key)]
            if _KEYS[0] in keys:  # it serves every key: PyTorch allows no other beside it
                keys = [_KEYS[0]]
            found += [(operation, key) for key in keys]
    return tuple(found)


def _refusing(operation: str) -> Callable[..., NoReturn]:
    def kernel(*args: Any, **kwargs: Any) -> NoReturn:
        _refuse(_public_name(operation.partition(".")[0]))

    return kernel


def _public_name(operation: str) -> str:
    """The name that a user of PyTorch knows an operation by: torch.softmax for aten::softmax."""
    torch: Any = sys.modules["torch"]
    namespace, _, name = operation.partition("::")
    for place in ("torch", "torch.Tensor") if namespace == "aten" else ():
        if hasattr(torch if place == "torch" else torch.Tensor, name):
            return f"{place}.{name}"
    return f"torch.ops.{namespace}.{name}"


def _names(patterns: Sequence[str]) -> list[str]:
    return [pattern for pattern in patterns if "::" not in pattern]


def _refuse(name: str) -> NoReturn:
    line = _student_line()
    _found.append(f"{name} at line {line}" if line else name)
    raise ForbiddenOperation(_found[-1])


def _student_line() -> int | None:
    frame: Any = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename in _closed.files:
            return int(frame.f_lineno)
        frame = frame.f_back
    return None


def _check(name: str, told: str = "") -> None:
    if _closed.names.match(name):
        _refuse(told or name)


def _functions(pattern: str) -> Iterator[tuple[ModuleType, str, Any]]:
    """The functions that a pattern names, as far as their modules are loaded and have no guard."""
    module_name, _, wanted = pattern.rpartition(".")
    within = f"{module_name}."
    inner = [name for name in sys.modules if name.startswith(within)] if wanted == "*" else []
    modules = [sys.modules.get(name) for name in (module_name, *inner)]
    for module in modules:
        if not isinstance(module, ModuleType):
            continue
        for name in fnmatch.filter(vars(module), wanted):
            value = vars(module)[name]
            # A class stays itself, so that it can be derived from; what it calls is seen.
            if not callable(value) or isinstance(value, type) or hasattr(value, GUARD):
                continue
            # Of a module that is closed as a whole, what it has from elsewhere stays open.
            if wanted != "*" or f"{getattr(value, '__module__', '')}.".startswith(within):
                yield module, name, value


def _guarded(original: Any, name: str) -> Any:
    @functools.wraps(original)
    def guard(*args: Any, **kwargs: Any) -> Any:
        _check(name)
        return original(*args, **kwargs)

    del guard.__wrapped__  # it leads round the guard
    setattr(guard, GUARD, True)
    return guard


def _replace_everywhere(guards: dict[int, Any]) -> None:
    """A function may be known in other modules too, from where the library's own code calls it."""
    for module in list(sys.modules.values()):
        if not isinstance(module, ModuleType):
            continue
        for name, value in list(vars(module).items()):
            known = guards.get(id(value))
            if known is not None and known[0] is value:
                setattr(module, name, known[1])
            elif issubclass(type(value), dict) and name != "__builtins__":
                _replace_in(value, guards)


def _replace_in(table: dict[Any, Any], guards: dict[int, Any]) -> None:
    """A module may keep a table of functions: PyTorch has one of decompositions."""
    for key, value in list(dict.items(table)):
        known = guards.get(id(value))
        if known is not None and known[0] is value:
            dict.__setitem__(table, key, known[1])
