"""What /proc says about a worker's processes, and how to end every one of them."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterable, Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


def dead_children() -> Iterator[tuple[int, int, float]]:
    """Take leave of our own children that have ended: id, status, seconds of processor time."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if not pid:
                return
            yield pid, status, usage.ru_utime + usage.ru_stime


def children(pid: int) -> list[int]:
    """The children of a process, orphans it inherited included."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            try:
                with open(f"/proc/{pid}/task/{thread}/children") as file:
                    found += map(int, file.read().split())
            except FileNotFoundError:  # a kernel without this list, or a thread just gone
                every = (int(name) for name in os.listdir("/proc") if name.isdigit())
                return [each for each in every if _stat(each)[1] == pid]
    return found


def _stat(pid: int) -> tuple[int, int, float]:
    """Threads, parent, and processor time, its dead children's included; zeros where it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            words = file.read().rpartition(")")[2].split()
        return int(words[17]), int(words[1]), sum(map(int, words[11:15])) / _TICK
    except (OSError, ValueError, IndexError):
        return 0, 0, 0.0


def family(roots: Iterable[int], most: int = 4096) -> list[int]:
    """These processes and all that descend from them."""
    found = list(roots)
    for pid in found:  # grows while it is walked
        if len(found) > most:
            break
        found += children(pid)
    return found


def used_by(pids: Iterable[int]) -> tuple[int, float]:
    """Threads and seconds of processor time of these processes together."""
    facts = [_stat(pid) for pid in pids]
    return sum(threads for threads, _, _ in facts), sum(seconds for _, _, seconds in facts)


def resident(pid: int) -> int:
    """Bytes of memory in use, shared ones included; cheap."""
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def held(pid: int) -> int:
    """Bytes of memory in use but for files that are mapped, as libraries are; cheap."""
    sizes = {"VmRSS": 0, "RssFile": 0}
    with contextlib.suppress(OSError), open(f"/proc/{pid}/status") as file:
        for line in file:
            name, _, value = line.partition(":")
            if name in sizes:
                sizes[name] = int(value.split()[0]) * 1024
    return sizes["VmRSS"] - sizes["RssFile"]


def proportional(pid: int) -> int:
    """Bytes of memory in use, each shared page divided among its users; takes milliseconds."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return resident(pid)


def kill_user(uid: int, bystander: int) -> None:
    """Send SIGKILL to every process of a user at once, so that none can fork itself out of reach.

    kill(-1) goes by the sender's real and effective ids, so for this one call we are the worker's
    user. The real id is a bystander's, who has no other process; the saved one stays root, for the
    way back, and keeps the targets from shooting first.
    """
    os.setresuid(bystander, uid, 0)
    try:
        kill_everyone()
    finally:
        os.setresuid(0, 0, 0)


def kill_everyone() -> None:
    """End all that this process may end; in a namespace, as its first one, all others in it."""
    with contextlib.suppress(OSError):  # nobody there
        os.kill(-1, signal.SIGKILL)


def kill_family(roots: Iterable[int]) -> None:
    """Without a user of its own: the process, its group, and whatever descends from it."""
    for pid in family(roots):
        for send in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                send(pid, signal.SIGKILL)
