"""Finds out, by trying, how well workers can be shut in on this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace

from autograder.sandbox import kernel, landlock, seccomp
from autograder.sandbox.confine import access, shut_in
from autograder.sandbox.doors import is_in, is_library, open_doors, top_of
from autograder.sandbox.faults import NotIsolated, SandboxError
from autograder.sandbox.identities import take
from autograder.sandbox.limits import Conditions, Isolation, Wanted
from autograder.sandbox.namespaces import enter, hide_folders

# Of Docker's default capabilities, what a user per worker takes: to chown, to override the modes of
# files, to set groups and users.
_NEEDED = 1 << 0 | 1 << 1 | 1 << 6 | 1 << 7

NO_SECCOMP = "System calls are not filtered: workers can reach the network and trace processes."
NO_LANDLOCK = "Without Landlock, workers can read whatever every user of this machine may read."
NO_USERS = "Workers run as the user who grades: they can signal that user's other processes."
NO_HIDING = "Workers can read every file that the user who grades can read, hidden tests included."
SHARED_PLACES = "What a worker leaves in /dev/shm or the temporary folder may meet the next one."
NOT_LINUX = "This is not Linux: no filter of system calls, no user and no memory limit per worker."
SWITCHED_OFF = "Isolation is switched off: workers are plain processes with time and size limits."

# Besides these, folders that everybody may write to are looked for below some others.
OPEN = ("/dev/shm", "/dev/mqueue")
ABOVE_OPEN = (
    "/", "/dev", "/run", "/var", "/var/lib", "/usr/local", "/autograder", "/home", "/mnt",
)  # fmt: skip


def survey(wanted: Wanted, hide: tuple[str, ...]) -> Isolation:
    """What this machine offers at best; raises NotIsolated when `required` cannot be had."""
    if wanted == "off":
        return Isolation("none", "plain fork", (SWITCHED_OFF,))
    if kernel.LINUX:
        best = _as_root(hide) or _in_namespaces(hide) or _partial(hide)
    else:
        best = Isolation("partial", "plain fork", (NOT_LINUX,))
    if wanted == "required" and best.level != "full":
        raise NotIsolated(
            f"full isolation is not to be had here. {' '.join(best.notes)} Grade as root, or on a "
            "machine that allows unprivileged user namespaces, or with --isolation auto on work "
            "you trust."
        )
    return best


def _as_root(hide: tuple[str, ...]) -> Isolation | None:
    if os.geteuid() or kernel.effective_capabilities() & _NEEDED != _NEEDED:
        return None
    try:
        uid = take("worker")
    except SandboxError:
        return None
    found = Isolation(
        "full",
        "root",
        own_users=True,
        doors=open_doors(hide),
        libraries=_libraries(hide),
        hide=hide,
        places=_open_places(),
    )
    covered = bool(hide) and in_child(lambda: hide_folders(found))
    found = _with_kernel_help(replace(found, covered=covered), uid)
    if found.landlock:
        # Nothing can be written below other folders, so nothing has to be looked for there.
        found = replace(found, places=tuple(p for p in found.places if p.startswith("/dev/")))
    elif not covered:
        # Only permissions hide a folder: see that they do, from the top and from every door.
        starts = ("/", *map(top_of, found.doors))
        for folder in hide:
            if any(_leads_to(start, folder) for start in starts):
                found = _less(found, f"Every worker can read {folder}: give it mode 0700.")
    return found


def _in_namespaces(hide: tuple[str, ...]) -> Isolation | None:
    found = Isolation(
        "full", "user namespaces", namespaces=True, libraries=_libraries(hide), hide=hide
    )
    return _with_kernel_help(found) if in_child(lambda: _enter_and_look(found)) else None


def _partial(hide: tuple[str, ...]) -> Isolation:
    notes = (NO_USERS, SHARED_PLACES)
    found = Isolation("partial", "plain fork", notes, libraries=_libraries(hide), hide=hide)
    found = _with_kernel_help(found)
    return found if found.landlock else _less(found, NO_HIDING)


def _with_kernel_help(found: Isolation, uid: int | None = None) -> Isolation:
    """Seccomp and Landlock, each where a child that uses it comes through."""
    if seccomp.supported() and _comes_through(replace(found, seccomp=True), uid):
        found = replace(found, seccomp=True)
    else:
        found = _less(found, NO_SECCOMP)
    if landlock.version() and _comes_through(replace(found, landlock=True), uid):
        return replace(found, landlock=True)
    return replace(found, notes=(*found.notes, NO_LANDLOCK)) if found.own_users else found


def _less(found: Isolation, note: str) -> Isolation:
    """Not all that full isolation is, and why."""
    return replace(found, level="partial", notes=(*found.notes, note))


def _leads_to(start: str, place: str) -> bool:
    """Whether any user can walk down from `start` and read, or pass through, what lies there."""
    place = os.path.realpath(place)
    if not os.path.exists(place) or not os.stat(place).st_mode & 0o005:
        return False
    while place != start:
        if place == "/":
            return False
        place = os.path.dirname(place)
        if not os.stat(place).st_mode & 0o001:
            return False
    return True


def _comes_through(isolation: Isolation, uid: int | None) -> bool:
    """Whether a child can be shut in like this, and still work."""
    folder = tempfile.mkdtemp(prefix="autograder-")
    if uid is not None:
        os.chown(folder, uid, uid)
    try:
        return in_child(lambda: _shut_in_and_look(folder, uid, isolation))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shut_in_and_look(folder: str, uid: int | None, isolation: Isolation) -> None:
    conditions = Conditions("trial", ("trial.py",), folder=folder, uid=uid)
    rules = access(folder, conditions, isolation)
    # What permissions close already (the grader's own source) says nothing about the kernel's help.
    shown = [folder]
    if uid is not None:
        os.seteuid(uid)
    for path in filter(lambda path: is_library(path, isolation.hide), sys.path):
        with contextlib.suppress(OSError):
            os.listdir(path)
            shown.append(path)
    if uid is not None:
        os.seteuid(0)
    shut_in(conditions, isolation, rules)
    for path in shown:
        os.listdir(path)


def _enter_and_look(isolation: Isolation) -> None:
    enter(isolation)
    os._exit(0 if in_child(lambda: None) else 1)


def in_child(action: Callable[[], object]) -> bool:
    """Do something in a process of its own; whether it went well."""
    pid = os.fork()
    if not pid:
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(pid, 0)[1] == 0


def _libraries(hide: tuple[str, ...]) -> tuple[str, ...]:
    """Folders that imports and subprocesses of the interpreter read from."""
    prefixes = (sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(sys.executable))
    folders = [os.path.realpath(entry) for entry in (*prefixes, *sys.path) if entry]
    # A package may be a link to somewhere else: parts of it are imported later, by workers.
    for name, module in list(sys.modules.items()):
        if "." not in name:
            homes = map(os.path.realpath, getattr(module, "__path__", ()))
            folders += [home for home in homes if not is_in(home, tuple(folders))]
    there = (path for path in folders if os.path.exists(path) and path != "/")
    return tuple(dict.fromkeys(path for path in there if is_library(path, hide)))


def _open_places() -> tuple[str, ...]:
    """Folders that everybody may write to, as far as a quick look finds them."""
    found = [*OPEN, tempfile.gettempdir()]
    for top in ABOVE_OPEN:
        with contextlib.suppress(OSError), os.scandir(top) as entries:
            folders = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
            found += [path for path in folders if os.stat(path).st_mode & 0o002]
    return tuple(dict.fromkeys(os.path.realpath(path) for path in found if os.path.isdir(path)))
