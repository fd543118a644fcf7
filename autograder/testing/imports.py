"""Has a say in what is imported from here on: refuses a module, or looks at it once it is there."""

from __future__ import annotations

import importlib.abc
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def refuse(module: str, check: Callable[[str], None]) -> None:
    """Before a student's import of the module, or of one in it, `check` is told its name."""
    if not any(isinstance(f, _Refused) and f.module == module for f in sys.meta_path):
        sys.meta_path.insert(0, _Refused(module, check))


def when_loaded(module: str, key: str, action: Callable[[], None]) -> None:
    """Do this each time that the module has been imported, whoever does that; once for each key."""
    _actions.setdefault(module, {})[key] = action
    if not any(isinstance(finder, _Awaited) for finder in sys.meta_path):
        # Behind those that refuse a module as a whole.
        refusing = [isinstance(finder, _Refused) for finder in sys.meta_path]
        sys.meta_path.insert(sum(refusing), _Awaited())


_actions: dict[str, dict[str, Callable[[], None]]] = {}  # by module


class _Refused(importlib.abc.MetaPathFinder):
    def __init__(self, module: str, check: Callable[[str], None]) -> None:
        self.module, self.check = module, check

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if f"{name}.".startswith(f"{self.module}.") and not _asked_by_library():
            self.check(name)


def _asked_by_library() -> bool:
    """Libraries look for each other on occasions that no student knows of."""
    frame: Any = sys._getframe(2)
    while frame is not None and "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is not None and "site-packages" in frame.f_code.co_filename


class _Awaited(importlib.abc.MetaPathFinder):
    """Finds a module that is awaited as the finders behind it do."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in _actions:
            return None
        behind = sys.meta_path[sys.meta_path.index(self) + 1 :]
        found = (
            each.find_spec(name, path, target) for each in behind if hasattr(each, "find_spec")
        )
        spec = next(filter(None, found), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader(importlib.abc.Loader):
    """Loads a module with its own loader, and does what was to be done then."""

    def __init__(self, own: Any) -> None:
        self.own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self.own.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        spec = module.__spec__
        assert spec is not None
        spec.loader = module.__loader__ = self.own
        self.own.exec_module(module)
        for action in list(_actions[spec.name].values()):
            action()
