"""What /proc says about a process's descendants and what they use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_PF_EXITING = 0x4
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Death:
    """A child that has ended."""

    pid: int
    status: int
    cpu_seconds: float
    max_rss: int  # bytes


def dead_children() -> Iterator[Death]:
    """Take leave of our own children that have ended."""
    while True:
        try:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        yield Death(pid, status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def exiting(pid: int) -> bool:
    """Whether no thread of a process will run any code of its own again."""
    try:
        return all(
            _exiting(f"/proc/{pid}/task/{thread}") for thread in os.listdir(f"/proc/{pid}/task")
        )
    except OSError:
        return False  # gone: whoever waits for it will hear


def _exiting(thread: str) -> bool:
    with open(f"{thread}/stat") as file:
        flags = int(file.read().rpartition(")")[2].split()[6])
    return bool(flags & _PF_EXITING)


def children(pid: int) -> list[int]:
    """The children of a process, orphans it inherited included."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    found: list[int] = []
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/children") as file:
                found += [int(word) for word in file.read().split()]
        except FileNotFoundError:
            return _children_by_search(pid)  # a kernel without this list, or a thread just gone
        except OSError:
            continue
    return found


def _children_by_search(pid: int) -> list[int]:
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            if parent == pid:
                found.append(int(entry))
    return found


def family(roots: Iterable[int], most: int = 4096) -> list[int]:
    """These processes and all that descend from them."""
    found = list(roots)
    for pid in found:  # grows while it is walked
        if len(found) > most:
            break
        found += children(pid)
    return found


def resident(pid: int) -> int:
    """Bytes of memory in use, shared ones included; cheap."""
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def proportional(pid: int) -> int:
    """Bytes of memory in use, each shared page divided among its users; takes milliseconds."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return resident(pid)
