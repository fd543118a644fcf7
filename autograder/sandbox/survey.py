"""Finds out, by trying, how well workers can be shut in on this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from autograder.sandbox import kernel, landlock, seccomp
from autograder.sandbox.cells import Cell
from autograder.sandbox.confine import become, bounds, confine, settle
from autograder.sandbox.doors import open_doors, top_of
from autograder.sandbox.errors import NotIsolated, SandboxError
from autograder.sandbox.ground import Ground
from autograder.sandbox.identities import Identities
from autograder.sandbox.job import Job
from autograder.sandbox.limits import Isolation
from autograder.sandbox.namespaces import enter, hide_folders

Wanted = Literal["auto", "required", "off"]

# Of Docker's default capabilities, what a user per worker takes.
_CHOWN, _DAC_OVERRIDE, _SETGID, _SETUID = 0, 1, 6, 7
_NEEDED = (_CHOWN, _DAC_OVERRIDE, _SETGID, _SETUID)

NO_SECCOMP = "System calls are not filtered: workers can reach the network and trace processes."
NO_LANDLOCK = "Without Landlock, workers can read whatever every user of this machine may read."
NO_USERS = "Workers run as the user who grades: they can signal that user's other processes."
NO_HIDING = "Workers can read every file that the user who grades can read, hidden tests included."
SHARED_PLACES = "What a worker leaves in /dev/shm or the temporary folder may meet the next one."
NOT_LINUX = "This is not Linux: no filter of system calls, no user and no memory limit per worker."
SWITCHED_OFF = "Isolation is switched off: workers are plain processes with time and size limits."


def survey(wanted: Wanted, hide: tuple[str, ...]) -> Ground:
    """The best ground that holds here; raises NotIsolated when `required` cannot be had."""
    if wanted == "off":
        return Ground(Isolation("none", _fork(), (SWITCHED_OFF,)))
    ground = _as_root(hide) or _in_namespaces(hide) or _partial()
    if wanted == "required" and ground.isolation.level != "full":
        reasons = " ".join(ground.isolation.notes)
        raise NotIsolated(
            f"full isolation is not to be had here. {reasons} Grade as root, or on a machine that "
            "allows unprivileged user namespaces, or with --isolation auto on work you trust."
        )
    return ground


def _fork() -> str:
    return "plain fork"


def _as_root(hide: tuple[str, ...]) -> Ground | None:
    if not kernel.LINUX or os.geteuid():
        return None
    capabilities = kernel.effective_capabilities()
    if not all(capabilities >> needed & 1 for needed in _NEEDED):
        return None
    try:
        identities = Identities()
        uid = identities.reserve()
    except SandboxError:
        return None
    ground = Ground(
        Isolation("full", "root"),
        own_users=True,
        doors=open_doors(hide),
        libraries=_libraries(),
        hide=hide,
        places=_open_places(),
    )
    covered = bool(hide) and in_child(lambda: hide_folders(hide))
    try:
        ground = _with_kernel_help(replace(ground, covered=covered), uid)
        if ground.landlock:
            # Nothing can be written below other folders, so nothing has to be looked for there.
            ground = replace(ground, places=tuple(p for p in ground.places if p[:5] == "/dev/"))
        if not (covered or ground.landlock):
            ground = _readable_noted(ground)
        return ground
    finally:
        identities.release_all()


def _in_namespaces(hide: tuple[str, ...]) -> Ground | None:
    if not kernel.LINUX:
        return None
    ground = Ground(
        Isolation("full", "user namespaces"), namespaces=True, libraries=_libraries(), hide=hide
    )
    if not in_child(lambda: _enter_and_look(ground)):
        return None
    return _with_kernel_help(ground, None)


def _partial() -> Ground:
    if not kernel.LINUX:
        return Ground(Isolation("partial", _fork(), (NOT_LINUX,)))
    ground = Ground(
        Isolation("partial", _fork(), (NO_USERS, SHARED_PLACES)), libraries=_libraries()
    )
    ground = _with_kernel_help(ground, None)
    if ground.landlock:
        return ground
    return _noted(ground, NO_HIDING)


def _with_kernel_help(ground: Ground, uid: int | None) -> Ground:
    """Seccomp and Landlock, each where a child that uses it comes through."""
    both = replace(ground, seccomp=True, landlock=True)
    if seccomp.supported() and landlock.version() and _comes_through(both, uid):
        return both
    if seccomp.supported() and _comes_through(replace(ground, seccomp=True), uid):
        ground = replace(ground, seccomp=True)
    else:
        ground = _noted(ground, NO_SECCOMP)
        ground = replace(ground, isolation=replace(ground.isolation, level="partial"))
    if landlock.version() and _comes_through(replace(ground, landlock=True), uid):
        return replace(ground, landlock=True)
    return _noted(ground, NO_LANDLOCK) if ground.own_users else ground


def _readable_noted(ground: Ground) -> Ground:
    """Where only permissions hide a folder: see that they do, from the top and from every door."""
    starts = ("/", *map(top_of, ground.doors))
    for folder in ground.hide:
        if any(_leads_to(start, folder) for start in starts):
            ground = _noted(ground, f"Every worker can read {folder}: give it mode 0700.")
            ground = replace(ground, isolation=replace(ground.isolation, level="partial"))
    return ground


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


def _noted(ground: Ground, note: str) -> Ground:
    notes = (*ground.isolation.notes, note)
    return replace(ground, isolation=replace(ground.isolation, notes=notes))


def _comes_through(ground: Ground, uid: int | None) -> bool:
    """Whether a child can be shut in like this, and still work."""
    folder = tempfile.mkdtemp(prefix="autograder-")
    if uid is not None:
        os.chown(folder, uid, uid)
    try:
        return in_child(lambda: _shut_in_and_look(Cell(folder, uid), ground))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shut_in_and_look(cell: Cell, ground: Ground) -> None:
    job = Job("trial", ("trial.py",), cell.folder)
    settle(ground)
    become(cell)
    # What permissions close already (the grader's own source) says nothing about the kernel's help.
    open_before = [folder for folder in sys.path if _can_list(folder)]
    confine(cell, job, ground, bounds(job, ground))
    for folder in (cell.folder, *open_before):
        os.listdir(folder)


def _can_list(folder: str) -> bool:
    try:
        os.listdir(folder)
        return True
    except OSError:
        return False


def _enter_and_look(ground: Ground) -> None:
    enter(ground)
    if in_child(lambda: None):
        os._exit(0)
    os._exit(1)


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


def _libraries() -> tuple[str, ...]:
    """Folders that imports and subprocesses of the interpreter read from."""
    prefixes = (sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(sys.executable))
    folders = [os.path.realpath(entry) for entry in (*prefixes, *sys.path) if entry]
    # A package may be a link to somewhere else: parts of it are imported later, by workers.
    for name, module in list(sys.modules.items()):
        if "." not in name:
            homes = map(os.path.realpath, getattr(module, "__path__", ()))
            folders += [h for h in homes if not any(h.startswith(f"{f}{os.sep}") for f in folders)]
    return tuple(dict.fromkeys(f for f in folders if os.path.exists(f) and f != "/"))


def _open_places() -> tuple[str, ...]:
    """Folders that everybody may write to, as far as a quick look finds them."""
    found = ["/dev/shm", "/dev/mqueue", tempfile.gettempdir()]
    for top in (
        "/",
        "/dev",
        "/run",
        "/var",
        "/var/lib",
        "/usr/local",
        "/autograder",
        "/home",
        "/mnt",
    ):
        try:
            with os.scandir(top) as entries:
                folders = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        found += [path for path in folders if os.stat(path).st_mode & 0o002]
    return tuple(dict.fromkeys(os.path.realpath(path) for path in found if os.path.isdir(path)))
