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
from types import ModuleType

FIRST = 200  # descriptors from here on: out of the way of what student code opens


def open_doors(hide: tuple[str, ...]) -> tuple[int, ...]:
    """Open a door for each folder of sys.path out of reach, and lead all imports through it.

    Never into a folder of `hide`: the grader's own code lies in one, and no worker imports it.
    """
    doors: dict[str, int] = {}
    for folder in dict.fromkeys(os.path.abspath(entry) for entry in sys.path if entry):
        known = is_in(folder, tuple(doors))
        if not known and is_library(folder, hide) and os.path.isdir(folder) and _shut(folder):
            fd = os.open(folder, os.O_PATH | os.O_DIRECTORY)
            doors[folder] = os.dup2(fd, FIRST + len(doors), inheritable=True)
            os.close(fd)
    if doors:
        _lead_through(doors)
    return tuple(doors.values())


def is_in(place: str, folders: tuple[str, ...]) -> bool:
    """Whether a real path is one of these folders, or lies below one."""
    return any(place == above or place.startswith(above.rstrip("/") + "/") for above in folders)


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


def _shut(folder: str) -> bool:
    """Whether not every user can walk there; access lists are not looked at."""
    above = os.path.realpath(folder)
    while os.stat(above).st_mode & 0o001:
        if above == "/":
            return False
        above = os.path.dirname(above)
    return True


def _lead_through(doors: dict[str, int]) -> None:
    """Let the path, and loaded packages' own late parts and data files, be found by the doors."""

    def through(path: str) -> str:
        for folder, fd in doors.items():
            if is_in(path, (folder,)):
                return f"/proc/self/fd/{fd}{path[len(folder) :]}"
        return path

    sys.path[:] = map(through, sys.path)
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType):
            facts = vars(module)
            spec = facts.get("__spec__")
            for where in (facts.get("__path__"), getattr(spec, "submodule_search_locations", None)):
                if isinstance(where, list):
                    where[:] = [through(str(entry)) for entry in where]
            if isinstance(facts.get("__file__"), str):
                facts["__file__"] = through(facts["__file__"])
    sys.path_importer_cache.clear()
