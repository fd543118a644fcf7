"""Without root: a keeper in namespaces of its own, where only what it needs can be seen.

The keeper is the first one in its process namespace: whatever it starts dies with it,
and one kill(-1) reaches everything but itself. Its file system is an empty one with the system's
folders and the interpreter's libraries mounted read-only, and fresh places to write.
"""

from __future__ import annotations

import ctypes
import os
import signal
import tempfile
from pathlib import Path

from autograder.sandbox import kernel
from autograder.sandbox.doors import is_in
from autograder.sandbox.landlock import SYSTEM, gpu_devices
from autograder.sandbox.limits import Isolation

_NEW_USER, _NEW_MOUNTS, _NEW_PIDS = 0x10000000, 0x00020000, 0x20000000
_NEW_IPC, _NEW_NETWORK = 0x08000000, 0x40000000
_READ_ONLY, _NO_SUID, _NO_DEVICES, _REMOUNT, _BIND = 1, 2, 4, 32, 4096
_RECURSIVE, _PRIVATE, _DETACH = 16384, 1 << 18, 2
_MOUNT_SETATTR, _AT_RECURSIVE, _AT_EMPTY_PATH = 442, 0x8000, 0x1000
_SAFE = _NO_SUID | _NO_DEVICES
_CLOSED = _REMOUNT | _BIND | _READ_ONLY | _SAFE
_OLD = "/old"

SHARED = "/dev/shm"
WRITABLE = ("/tmp", "/var/tmp", SHARED)
DEVICES = ("null", "zero", "full", "random", "urandom")


def enter(isolation: Isolation) -> int:
    """Move into new namespaces; returns in the keeper's new process only.

    The result is a descriptor of the file system outside, for trusted code to copy from.
    """
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(_NEW_USER | _NEW_MOUNTS | _NEW_PIDS | _NEW_IPC | _NEW_NETWORK)
    # The files of /proc that set the ids belong to us only while we can be dumped.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    pid = os.fork()
    if pid:
        # Nothing is left to do here but to end as the keeper ends.
        os.closerange(3, 1 << 16)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    return _build(isolation)


def hide_folders(isolation: Isolation) -> int:
    """As root where mounts are allowed: cover folders, for this process and all it starts.

    Returns a descriptor of the file system as it was: support files lie in a covered folder.
    """
    outside = os.open("/", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    kernel.unshare(_NEW_MOUNTS)
    kernel.mount("none", "/", None, _RECURSIVE | _PRIVATE)
    for folder in isolation.hide:
        _cover(folder, isolation)
    if os.path.isdir(SHARED):
        # Two submissions that are graded side by side have no place in common.
        kernel.mount("tmpfs", SHARED, "tmpfs", _SAFE, "mode=1777")
    return outside


def _cover(folder: str, isolation: Isolation) -> None:
    """An empty folder in its place, with nothing but the libraries that lie in it."""
    if not os.path.isdir(folder):
        return
    inside = [path for path in isolation.libraries if path != folder and is_in(path, (folder,))]
    kept = [(path, os.open(path, os.O_PATH)) for path in inside]
    kernel.mount("tmpfs", folder, "tmpfs", _SAFE, "size=1m,mode=711")
    for path, place in kept:
        os.makedirs(path, exist_ok=True)
        kernel.mount(f"/proc/self/fd/{place}", path, None, _BIND | _RECURSIVE)
        _make_read_only(path)
        os.close(place)
    kernel.mount("none", folder, None, _CLOSED)


def read_only_here(path: str) -> None:
    """Let nobody in these namespaces write to a folder any more."""
    kernel.mount(path, path, None, _BIND)
    _make_read_only(path)


def _build(isolation: Isolation) -> int:
    """A root of our own: what is not mounted into it does not exist."""
    base = os.path.realpath(tempfile.gettempdir())
    kernel.mount("none", "/", None, _RECURSIVE | _PRIVATE)
    kernel.mount("tmpfs", base, "tmpfs", _SAFE, "mode=755,size=1m")
    os.mkdir(base + _OLD)
    kernel.pivot_root(base, base + _OLD)
    os.chdir("/")
    for path in SYSTEM:
        if path not in ("/proc", "/dev"):
            _show(path)
    _make_devices()
    os.makedirs("/proc", exist_ok=True)
    # Refused inside a container that covers parts of its own; that one knows us by other numbers.
    kernel.mount("proc", "/proc", "proc", _SAFE)
    for path in WRITABLE:
        os.makedirs(path, exist_ok=True)
        kernel.mount("tmpfs", path, "tmpfs", _SAFE, "mode=1777")
    for path in isolation.libraries:
        _show(path)
    for folder in isolation.hide:
        _cover(folder, isolation)
    outside = os.open(_OLD, os.O_PATH | os.O_DIRECTORY)
    kernel.unmount(_OLD, _DETACH)
    os.rmdir(_OLD)
    kernel.mount("none", "/", None, _CLOSED)
    tempfile.tempdir = WRITABLE[0]
    os.chdir("/")
    return outside


def _show(path: str) -> None:
    """Mount one path of the old root at the same place, read-only."""
    source = _OLD + path
    if os.path.islink(source):
        if not os.path.lexists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.symlink(os.readlink(source), path)
    elif os.path.isdir(source) and not (os.path.isdir(path) and os.listdir(path)):
        os.makedirs(path, exist_ok=True)
        kernel.mount(source, path, None, _BIND | _RECURSIVE)
        _make_read_only(path)


def _make_read_only(path: str) -> None:
    attributes = (ctypes.c_uint64 * 4)(_READ_ONLY | _NO_SUID, 0, 0, 0)
    place = os.open(path, os.O_PATH | os.O_DIRECTORY)
    empty = ctypes.create_string_buffer(b"")
    flags = _AT_EMPTY_PATH | _AT_RECURSIVE
    words = (
        ctypes.addressof(empty),
        flags,
        ctypes.addressof(attributes),
        ctypes.sizeof(attributes),
    )
    try:
        kernel.syscall(_MOUNT_SETATTR, place, *words)
    except OSError:
        # Before Linux 5.12: this mount only, with the flags that it must keep.
        kept = os.statvfs(path).f_flag & 0x40F
        kernel.mount("none", path, None, _REMOUNT | _BIND | _READ_ONLY | _NO_SUID | kept)
    finally:
        os.close(place)


def _make_devices() -> None:
    os.makedirs("/dev", exist_ok=True)
    for path in (*(f"/dev/{name}" for name in DEVICES), *gpu_devices()):
        if os.path.exists(_OLD + path) and not os.path.isdir(_OLD + path):
            Path(path).touch()
            kernel.mount(_OLD + path, path, None, _BIND)
    os.symlink("/proc/self/fd", "/dev/fd")
