"""Closes operations of PyTorch: whoever calls one is refused, in any thread, by any name.

PyTorch finds the code of an operation by keys. For a closed operation, each key that leads to code
leads to ours instead: nothing has to be switched on in a thread, and no key can be left out.
"""

from __future__ import annotations

import fnmatch
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NoReturn

# Where an operation can have code of its own. Those for gradients stand before these, and call them.
_KEYS = (
    "CompositeImplicitAutograd",
    "CompositeExplicitAutograd",
    "CompositeExplicitAutogradNonFunctional",
    *("CPU", "CUDA", "MPS", "XPU", "Meta", "MkldnnCPU", "QuantizedCPU", "QuantizedCUDA"),
    *("SparseCPU", "SparseCUDA", "SparseCsrCPU", "SparseCsrCUDA"),
)

Refuse = Callable[[str], NoReturn]  # gets the operation's name


def close(patterns: Sequence[str], refuse: Refuse) -> Callable[[], None]:
    """From now on, whatever operation matches is refused; what comes back opens them again."""
    torch: Any = sys.modules["torch"]
    libraries: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch warns of code that takes its own code's place
        for operation, key in dict.fromkeys(place for p in patterns for place in places(p)):
            namespace, _, name = operation.partition("::")
            if namespace not in libraries:
                libraries[namespace] = torch.library.Library(namespace, "IMPL")
            libraries[namespace].impl(name, _refusing(operation, refuse), key)

    def open_again() -> None:
        for library in libraries.values():
            library._destroy()

    return open_again


@lru_cache(maxsize=256)
def places(pattern: str) -> tuple[tuple[str, str], ...]:
    """The operations that match, with each key that leads to code of theirs.

    To look for them takes longer than to close them: asked before a fork, it is done once.
    """
    torch: Any = sys.modules["torch"]
    wanted = re.compile(fnmatch.translate(pattern))
    has_code = torch._C._dispatch_has_kernel_for_dispatch_key
    return tuple(
        (operation, key)
        for operation in torch._C._dispatch_get_all_op_names()
        if wanted.match(operation.partition("::")[2].partition(".")[0])
        for key in _keys(operation, has_code)
    )


def _keys(operation: str, has_code: Callable[[str, str], bool]) -> tuple[str, ...]:
    found = tuple(key for key in _KEYS if has_code(operation, key))
    # Code that serves every key stands alone: PyTorch allows no other beside it.
    return found[:1] if found[:1] == _KEYS[:1] else found


def _refusing(operation: str, refuse: Refuse) -> Callable[..., NoReturn]:
    def kernel(*args: Any, **kwargs: Any) -> NoReturn:
        refuse(public_name(operation.partition(".")[0]))

    return kernel


def public_name(operation: str) -> str:
    """The name that a user of PyTorch knows an operation by: torch.softmax for aten::softmax."""
    torch: Any = sys.modules["torch"]
    namespace, _, name = operation.partition("::")
    for place in ("torch", "torch.Tensor") if namespace == "aten" else ():
        if hasattr(torch if place == "torch" else torch.Tensor, name):
            return f"{place}.{name}"
    return f"torch.ops.{namespace}.{name}"
