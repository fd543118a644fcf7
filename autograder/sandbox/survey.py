"""Finds out, by trying, how well workers can be shut in on this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace

from autograder.sandbox import kernel, landlock, seccomp
from autograder.sandbox.confine import access, shut_in
from autograder.sandbox.doors import is_library, open_doors, top_of
from autograder.sandbox.errors import NotIsolated, SandboxError
from autograder.sandbox.folder import Folder
from autograder.sandbox.identities import Identities
from autograder.sandbox.isolation import Isolation, Machine, Wanted, is_in
from autograder.sandbox.limits import Conditions
from autograder.sandbox.namespaces import enter, hide_folders

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


def survey(wanted: Wanted, hide: tuple[str, ...]) -> Machine:
    """What this machine offers at best; raises NotIsolated when `required` cannot be had."""
    if wanted == "off":
        return Machine(Isolation("none", _fork(), (SWITCHED_OFF,)))
    machine = _as_root(hide) or _in_namespaces(hide) or _partial(hide)
    if wanted == "required" and machine.isolation.level != "full":
        reasons = " ".join(machine.isolation.notes)
        raise NotIsolated(
            f"full isolation is not to be had here. {reasons} Grade as root, or on a machine that "
            "allows unprivileged user namespaces, or with --isolation auto on work you trust."
        )
    return machine


def _fork() -> str:
    return "plain fork"


def _as_root(hide: tuple[str, ...]) -> Machine | None:
    if not kernel.LINUX or os.geteuid():
        return None
    capabilities = kernel.effective_capabilities()
    if not all(capabilities >> needed & 1 for needed in _NEEDED):
        return None
    try:
        uid = Identities().for_worker()
    except SandboxError:
        return None
    machine = Machine(
        Isolation("full", "root"),
        own_users=True,
        doors=open_doors(hide),
        libraries=_libraries(hide),
        hide=hide,
        places=_open_places(),
    )
    covered = bool(hide) and in_child(lambda: hide_folders(machine))
    machine = _with_kernel_help(replace(machine, covered=covered), uid)
    if machine.landlock:
        # Nothing can be written below other folders, so nothing has to be looked for there.
        machine = replace(machine, places=tuple(p for p in machine.places if p[:5] == "/dev/"))
    if not (covered or machine.landlock):
        machine = _readable_noted(machine)
    return machine


def _in_namespaces(hide: tuple[str, ...]) -> Machine | None:
    if not kernel.LINUX:
        return None
    machine = Machine(
        Isolation("full", "user namespaces"), namespaces=True, libraries=_libraries(hide), hide=hide
    )
    if not in_child(lambda: _enter_and_look(machine)):
        return None
    return _with_kernel_help(machine, None)


def _partial(hide: tuple[str, ...]) -> Machine:
    if not kernel.LINUX:
        return Machine(Isolation("partial", _fork(), (NOT_LINUX,)))
    machine = Machine(
        Isolation("partial", _fork(), (NO_USERS, SHARED_PLACES)),
        libraries=_libraries(hide),
        hide=hide,
    )
    machine = _with_kernel_help(machine, None)
    if machine.landlock:
        return machine
    return _noted(machine, NO_HIDING)


def _with_kernel_help(machine: Machine, uid: int | None) -> Machine:
    """Seccomp and Landlock, each where a child that uses it comes through."""
    both = replace(machine, seccomp=True, landlock=True)
    if seccomp.supported() and landlock.version() and _comes_through(both, uid):
        return both
    if seccomp.supported() and _comes_through(replace(machine, seccomp=True), uid):
        machine = replace(machine, seccomp=True)
    else:
        machine = _noted(machine, NO_SECCOMP)
        machine = replace(machine, isolation=replace(machine.isolation, level="partial"))
    if landlock.version() and _comes_through(replace(machine, landlock=True), uid):
        return replace(machine, landlock=True)
    return _noted(machine, NO_LANDLOCK) if machine.own_users else machine


def _readable_noted(machine: Machine) -> Machine:
    """Where only permissions hide a folder: see that they do, from the top and from every door."""
    starts = ("/", *map(top_of, machine.doors))
    for folder in machine.hide:
        if any(_leads_to(start, folder) for start in starts):
            machine = _noted(machine, f"Every worker can read {folder}: give it mode 0700.")
            machine = replace(machine, isolation=replace(machine.isolation, level="partial"))
    return machine


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


def _noted(machine: Machine, note: str) -> Machine:
    notes = (*machine.isolation.notes, note)
    return replace(machine, isolation=replace(machine.isolation, notes=notes))


def _comes_through(machine: Machine, uid: int | None) -> bool:
    """Whether a child can be shut in like this, and still work."""
    folder = tempfile.mkdtemp(prefix="autograder-")
    if uid is not None:
        os.chown(folder, uid, uid)
    try:
        return in_child(lambda: _shut_in_and_look(Folder(folder, uid), machine))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shut_in_and_look(folder: Folder, machine: Machine) -> None:
    conditions = Conditions("trial", ("trial.py",))
    rules = access(folder.path, conditions, machine) if machine.landlock else None
    # What permissions close already (the grader's own source) says nothing about the kernel's help.
    if folder.uid is not None:
        os.seteuid(folder.uid)
    shown = [path for path in sys.path if is_library(path, machine.hide) and _can_list(path)]
    if folder.uid is not None:
        os.seteuid(0)
    shut_in(folder, conditions, machine, rules)
    for path in (folder.path, *shown):
        os.listdir(path)


def _can_list(folder: str) -> bool:
    try:
        os.listdir(folder)
        return True
    except OSError:
        return False


def _enter_and_look(machine: Machine) -> None:
    enter(machine)
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
