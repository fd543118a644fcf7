"""Lets a test ask for any function of a submission of several files, whichever file it is in."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any


def joined(main: ModuleType, others: Sequence[ModuleType]) -> ModuleType:
    """`main`, which answers with the others' names where it has none of its own.

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
