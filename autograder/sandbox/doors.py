"""Keeps the interpreter's libraries within reach of a user who may not walk to them.

A Python under a home folder of mode 0700 (pyenv, conda) cannot be imported from by a worker's
user, and the import fails at the worst moment: in the middle of a test. A descriptor of each
such folder, opened while one still could, is a door: `/proc/self/fd/N` leads through it.

From a door one can also walk up with `..`, as far as folders are open to all. So whatever is secret
in that region must be closed by its mode, Landlock or a mount; the survey looks that it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import ModuleType

from autograder.sandbox.isolation import is_in

FIRST = 200  # descriptors from here on: out of the way of what student code opens


def open_doors(hide: Iterable[str] = ()) -> tuple[int, ...]:
    """Open a door for each folder of sys.path out of reach, and lead all imports through it.

    Never into a folder of `hide`: the grader's own code lies in one, and no worker imports it.
    """
    doors: dict[str, int] = {}
    for folder in dict.fromkeys(os.path.abspath(entry) for entry in sys.path if entry):
        if not is_library(folder, tuple(hide)):
            continue
        known = any(folder.startswith(above + os.sep) for above in doors)
        if not known and os.path.isdir(folder) and not _reachable(folder):
            doors[folder] = _open(folder, FIRST + len(doors))
    if doors:
        _lead_through(doors)
    return tuple(doors.values())


def is_library(path: str, hide: tuple[str, ...]) -> bool:
    """Whether workers may import from a folder: nothing hidden, but for an environment in a course.

    The root of a course, and of this kit, is on the path of whoever starts a grading there.
    """
    path = os.path.realpath(path)
    environments = (os.path.realpath(each) for each in (sys.prefix, sys.base_prefix))
    homes = tuple(os.path.join(each, "lib") if each in hide else each for each in environments)
    return not is_in(path, hide) or any(is_in(path, (home,)) for home in homes if is_in(home, hide))


def top_of(door: int) -> str:
    """The highest folder that one can walk up to from an open door, with `..`."""
    place = os.path.realpath(f"/proc/self/fd/{door}")
    while place != "/" and os.stat(os.path.dirname(place)).st_mode & 0o001:
        place = os.path.dirname(place)
    return place


def _open(folder: str, number: int) -> int:
    fd = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    os.dup2(fd, number, inheritable=True)
    os.close(fd)
    return number


def _reachable(folder: str) -> bool:
    """Whether any user can walk there; access lists are not looked at."""
    above = os.path.realpath(folder)
    while True:
        if not os.stat(above).st_mode & 0o001:
            return False
        if above == os.path.dirname(above):
            return True
        above = os.path.dirname(above)


def _lead_through(doors: dict[str, int]) -> None:
    def through(path: str) -> str:
        for folder, fd in doors.items():
            if path == folder or path.startswith(folder + os.sep):
                return f"/proc/self/fd/{fd}{path[len(folder) :]}"
        return path

    sys.path[:] = [through(entry) for entry in sys.path]
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType):
            _move(module, through)
    sys.path_importer_cache.clear()


def _move(module: ModuleType, through: object) -> None:
    """Let a loaded package find its own late parts and data files."""
    assert callable(through)
    facts = vars(module)
    for owner, name in (
        (facts, "__path__"),
        (getattr(module, "__spec__", None), "submodule_search_locations"),
    ):
        where = owner.get(name) if isinstance(owner, dict) else getattr(owner, name, None)
        if isinstance(where, list):
            where[:] = [through(str(entry)) for entry in where]
    file = facts.get("__file__")
    if isinstance(file, str):
        facts["__file__"] = through(file)
