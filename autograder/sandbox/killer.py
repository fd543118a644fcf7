"""Ends every process that a worker has left, however it hid from its parent."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

PATIENCE = 10.0  # seconds until processes that do not die are given up


def nothing_left() -> bool:
    """Whether this process has no child at all, dead ones reaped.

    As child subreaper it inherits every orphan of its workers at once. So when its worker is
    reaped and it has no other child, no process that the worker started exists any more.
    """
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return True
    return False


def end_all(uid: int | None, bystander: int | None) -> bool:
    """Kill until nothing is left; False where something refuses to die."""
    deadline = time.monotonic() + PATIENCE
    pause = 0.0005
    while not nothing_left():
        if uid is not None and bystander is not None:
            _kill_as(uid, bystander)
        else:
            for pid in _children():
                _kill(pid)
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
        pause = min(2 * pause, 0.05)
    return True


def _kill_as(uid: int, bystander: int) -> None:
    """Send SIGKILL to every process of a user, and to no other.

    kill(-1) reaches all in one go, so that nothing can fork itself out of reach. It goes by the
    sender's real and effective ids. The saved and real one are a bystander's, who has no process:
    so the target cannot shoot back.
    """
    pid = os.fork()
    if not pid:
        try:
            os.setgroups([])
            os.setresuid(bystander, uid, bystander)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass


def _children() -> list[int]:
    """The living children of this process, as far as /proc tells."""
    me, found = str(os.getpid()), []
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else []:
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            if stat.rpartition(")")[2].split()[1] == me:
                found.append(int(entry))
    return found


def readable_by_all(path: str) -> bool:
    """Whether any user can reach the folder and read everything in it."""
    whole = Path(path).resolve()
    for above in [whole, *whole.parents]:
        if not above.stat().st_mode & 0o001:
            return False
    for place, folders, files in os.walk(whole):
        wanted = [(name, 0o005) for name in folders] + [(name, 0o004) for name in files]
        for name, mode in wanted:
            if os.stat(os.path.join(place, name)).st_mode & mode != mode:
                return False
    return bool(whole.stat().st_mode & 0o004)
