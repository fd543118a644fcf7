"""The few system calls that Python has no name for, through the C library."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys
from typing import Literal

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

LINUX = sys.platform.startswith("linux")
_libc = ctypes.CDLL(None, use_errno=True)
if LINUX:
    _libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    _libc.syscall.restype = ctypes.c_long

_CAPABILITIES_OF_THIS_THREAD = (ctypes.c_uint32 * 2)(0x20080522, 0)
_NONE = (ctypes.c_uint32 * 6)()


def _check(result: int, what: str) -> int:
    """The result of a system call; an OSError that names the call where it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def prctl(option: int, a: int = 0, b: int = 0) -> int:
    """prctl(2)."""
    return _check(_libc.prctl(option, a, b, 0, 0), "prctl")


def syscall(number: int, *words: int) -> int:
    """syscall(2), for what the C library itself has no name for."""
    return _check(_libc.syscall(*map(ctypes.c_long, (number, *words))), f"system call {number}")


def be_called(role: Literal["spawner", "keeper", "worker", "judge"]) -> None:
    """What `top` and `ps` show for this process, so that a reader sees who is at work."""
    if LINUX:
        name = ctypes.create_string_buffer(f"ag-{role}".encode())
        prctl(PR_SET_NAME, ctypes.addressof(name))


def drop_bounding_set() -> None:
    """Make sure that no capability ever comes back; only with CAP_SETPCAP."""
    with contextlib.suppress(OSError):  # beyond the last one, or without CAP_SETPCAP
        for capability in range(64):
            prctl(PR_CAPBSET_DROP, capability)


def clear_capabilities() -> None:
    """Give up every capability: capset(2) with three empty sets, and the ambient set with them."""
    _check(_libc.capset(_CAPABILITIES_OF_THIS_THREAD, _NONE), "capset")


def effective_capabilities() -> int:
    """The capabilities in force, as a bit mask."""
    with contextlib.suppress(OSError), open("/proc/self/status") as status:
        for line in status:
            if line.startswith("CapEff:"):
                return int(line.split()[1], 16)
    return 0


def close_all_but(keep: set[int]) -> None:
    """Close every descriptor from 3 on that is not named."""
    start = 3
    for fd in [*sorted(fd for fd in keep if fd >= 3), 1 << 16]:
        os.closerange(start, fd)
        start = fd + 1


def mapped_now() -> int:
    """Bytes of memory that this process has mapped, in use or not."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def unshare(flags: int) -> None:
    """unshare(2): namespaces of one's own."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """mount(2)."""
    texts = (os.fsencode(source), os.fsencode(target), kind and kind.encode())
    result = _libc.mount(*texts, ctypes.c_ulong(flags), options.encode())
    _check(result, f"mount {target}")


def pivot_root(new: str, old: str) -> None:
    """pivot_root(2)."""
    _check(_libc.pivot_root(os.fsencode(new), os.fsencode(old)), "pivot_root")


def unmount(target: str, flags: int) -> None:
    """umount2(2)."""
    _check(_libc.umount2(os.fsencode(target), ctypes.c_int(flags)), f"unmount {target}")
