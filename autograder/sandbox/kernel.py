"""The few system calls that Python has no name for, through the C library."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Literal, get_args

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

Role = Literal["spawner", "keeper", "worker", "judge"]
_NAMES = {role: ctypes.create_string_buffer(f"ag-{role}".encode()) for role in get_args(Role)}

LINUX = sys.platform.startswith("linux")
_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]

_CAPABILITIES_OF_THIS_THREAD = (ctypes.c_uint32 * 2)(0x20080522, 0)
_NONE = (ctypes.c_uint32 * 6)()


def check(result: int, what: str) -> int:
    """The result of a system call; an OSError that names the call where it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def prctl(option: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
    """prctl(2)."""
    return check(_libc.prctl(option, a, b, c, d), "prctl")


def syscall(number: int, *words: int) -> int:
    """syscall(2), for what the C library itself has no name for."""
    arguments = [ctypes.c_long(word) for word in words]
    _libc.syscall.restype = ctypes.c_long
    return check(_libc.syscall(ctypes.c_long(number), *arguments), f"system call {number}")


def be_called(role: Role) -> None:
    """What `top` and `ps` show for this process, so that a reader sees who is at work."""
    if LINUX:
        prctl(PR_SET_NAME, ctypes.addressof(_NAMES[role]))


def drop_bounding_set() -> None:
    """Make sure that no capability ever comes back; only with CAP_SETPCAP."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            break  # beyond the last one, or without CAP_SETPCAP


def clear_capabilities() -> None:
    """Give up every capability: capset(2) with three empty sets, and the ambient set with them."""
    check(_libc.capset(_CAPABILITIES_OF_THIS_THREAD, _NONE), "capset")


def effective_capabilities() -> int:
    """The capabilities in force, as a bit mask."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("CapEff:"):
                    return int(line.split()[1], 16)
    except OSError:
        pass
    return 0


def close_all_but(keep: set[int]) -> None:
    """Close every descriptor from 3 on that is not named."""
    start = 3
    for fd in [*sorted(fd for fd in keep if fd >= 3), 1 << 16]:
        os.closerange(start, fd)
        start = fd + 1


def unshare(flags: int) -> None:
    """unshare(2): namespaces of one's own."""
    check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """mount(2)."""
    result = _libc.mount(
        source.encode(),
        os.fsencode(target),
        kind and kind.encode(),
        ctypes.c_ulong(flags),
        options.encode(),
    )
    check(result, f"mount {target}")


def unmount(target: str, flags: int) -> None:
    """umount2(2)."""
    check(_libc.umount2(os.fsencode(target), ctypes.c_int(flags)), f"unmount {target}")


def syscall_paths(number: int, *paths: str) -> None:
    """A system call that takes paths only."""
    texts = [ctypes.create_string_buffer(os.fsencode(path)) for path in paths]
    syscall(number, *(ctypes.addressof(text) for text in texts))
