"""The folders a worker may read and write, enforced by the kernel where it has Landlock."""

from __future__ import annotations

import ctypes
import glob
import os
import struct
from collections.abc import Iterable, Iterator

from autograder.sandbox import kernel

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_FILE_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
# Rights known to each version of the interface; later ones add to the earlier.
_KNOWN = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}
_SCOPED = 0b11  # from version 6: abstract sockets and signals stay among the worker's own

# What every program may read: libraries, settings, devices; no home, no data of others.
SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/etc", "/nix", "/snap",
    "/proc", "/sys", "/dev", "/run/systemd/resolve", "/run/opengl-driver",
)  # fmt: skip
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/shm")


def gpu_devices() -> tuple[str, ...]:
    """What a GPU's driver talks through."""
    return (*glob.glob("/dev/nvidia*"), "/dev/dri", "/dev/kfd")


def version() -> int:
    """The version of the interface; 0 where there is none."""
    try:
        return kernel.syscall(_CREATE, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


def rules(
    readable: Iterable[str], writable: Iterable[str], doors: Iterable[int], hide: tuple[str, ...]
) -> int:
    """A descriptor that stands for "nothing but these"; `doors` are open folders, to read.

    There is no rule that takes away, so a folder with something to hide in it is opened piece by
    piece around that.
    """
    available = version()
    handled = _KNOWN[min(available, 5)]
    # Only what the kernel knows of the structure may be handed to it.
    attributes = struct.pack("=QQQ", handled, 0, _SCOPED)
    length = 8 if available < 4 else 16 if available < 6 else 24
    place = ctypes.create_string_buffer(attributes, len(attributes))
    made = kernel.syscall(_CREATE, ctypes.addressof(place), length, 0)
    for path, rights in _around(readable, hide):
        _allow_path(made, path, rights)
    for path in writable:
        _allow_path(made, path, handled)
    for door in doors:
        _allow(made, door, _READ)
    return made


def restrict(rules: int) -> None:
    """From now on these rules hold, for this process and all it starts."""
    kernel.syscall(_RESTRICT, rules, 0)


def _around(paths: Iterable[str], hide: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """What to allow so that all of these can be read but nothing of what is hidden.

    A library that lies in a hidden folder is one of the paths itself, and stays readable.
    """
    for path in map(os.path.realpath, paths):
        if path in hide:
            continue
        if any(hidden.startswith(path.rstrip(os.sep) + os.sep) for hidden in hide):
            # Importing lists the folder; so the names below it can be seen, but not the contents.
            yield path, _READ_DIR
            # Not by way of links: a right that is given to one goes to what it leads to.
            inside = (entry.path for entry in os.scandir(path) if not entry.is_symlink())
            yield from _around(inside, hide)
        else:
            yield path, _READ


def _allow_path(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this machine
    try:
        _allow(rules, place, rights if os.path.isdir(path) else rights & _FILE_ONLY)
    finally:
        os.close(place)


def _allow(rules: int, place: int, rights: int) -> None:
    beneath = struct.pack("=Qi", rights, place)
    data = ctypes.create_string_buffer(beneath, len(beneath))
    kernel.syscall(_ADD_RULE, rules, _PATH_BENEATH, ctypes.addressof(data), 0)
