"""Notices PyTorch's operations by name, at no cost to those that nobody looks for.

PyTorch finds the code of an operation by keys, in a fixed order. One of them comes before nearly
all others and has no code of its own anywhere: the operations that are looked for get some there,
and while one looks, the key is switched on. A mode, the usual way, is asked about every operation,
and each takes some ten times as long.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

_KEY = "TESTING_ONLY_GenericMode"

Notice = Callable[[str], None]  # gets the operation's name; what it raises stops the operation

_wanted: list[re.Pattern[str]] = []  # what is looked for now
_notice: list[Notice] = []  # who is told
_passage: list[Any] = []  # whatever has no code at the key goes on as if the key were not there
_hooks: dict[str, Any] = {}  # by namespace; an operation has the code while these live


def hook(wanted: re.Pattern[str], notice: Notice) -> None:
    """From now on, whatever operation matches, and no other, is to call `notice` first.

    PyTorch's tables, which this writes to, are large: best done before processes share them.
    """
    torch: Any = sys.modules["torch"]
    if not hasattr(torch.library.Library, "fallback"):
        return  # a student's older PyTorch: the names, and the reading of the file, are left
    _notice[:] = [notice]
    if _wanted == [wanted]:
        return
    if not _passage:
        _passage.append(torch.library.Library("_", "IMPL"))
        _passage[0].fallback(torch.library.fallthrough_kernel, _KEY)
    while _hooks:
        _hooks.popitem()[1]._destroy()
    for operation in torch._C._dispatch_get_all_op_names():
        namespace, _, name = operation.partition("::")
        if wanted.match(name.partition(".")[0]):
            if namespace not in _hooks:
                _hooks[namespace] = torch.library.Library(namespace, "IMPL")
            _hooks[namespace].impl(name, _noticing(torch, operation), _KEY)
    _wanted[:] = [wanted]


def noticed() -> AbstractContextManager[Any]:
    """While this is open, the hooks work in this thread."""
    if not _hooks:
        return nullcontext()
    torch: Any = sys.modules["torch"]
    return torch._C._IncludeDispatchKeyGuard(torch._C._dispatch_key_parse(_KEY))  # type: ignore[no-any-return]


def _noticing(torch: Any, operation: str) -> Callable[..., Any]:
    name, _, overload = operation.partition(".")
    namespace, _, plain = name.partition("::")

    def kernel(*args: Any, **kwargs: Any) -> Any:
        _notice[0](name)
        # Nobody minds: a thread has outlived the call that was watched.
        key = torch._C.DispatchKeySet(torch._C._dispatch_key_parse(_KEY))
        found = getattr(getattr(getattr(torch.ops, namespace), plain), overload or "default")
        with torch._C._ExcludeDispatchKeyGuard(key):
            return found(*args, **kwargs)

    return kernel


def public_name(operation: str) -> str:
    """The name that a user of PyTorch knows an operation by: torch.conv2d for aten::conv2d."""
    torch: Any = sys.modules["torch"]
    namespace, _, name = operation.partition("::")
    for place in ("torch", "torch.Tensor") if namespace == "aten" else ():
        if hasattr(torch if place == "torch" else torch.Tensor, name):
            return f"{place}.{name}"
    return f"torch.ops.{namespace}.{name}"
