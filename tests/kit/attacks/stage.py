"""Runs one command as a program of its own, and says which processes it has left behind.

Started by path, with the standard library alone: `python -I stage.py REPORT SECONDS COMMAND…`.
Orphans of the command become children of this process, so none can hide.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
GRACE = 15.0  # seconds for the last of the grader's own processes, on a machine under load


def main() -> None:
    report, seconds, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    begun = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    code: int | None = None
    try:
        code = process.wait(float(seconds))
    except subprocess.TimeoutExpired:
        process.kill()
    took = time.monotonic() - begun
    while (left := _children()) and time.monotonic() < begun + took + GRACE:
        time.sleep(0.02)
    while now := _children():
        for pid in now:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
    names = [f"{pid} {name}" for pid, name in left.items()]
    facts = {"code": code, "seconds": took, "left": names}
    Path(report).write_text(json.dumps(facts), encoding="utf-8")


def _children() -> dict[int, str]:
    """Living children and their names; dead ones are reaped."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return {}
    me, found = str(os.getpid()), {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                text = Path(f"/proc/{entry}/stat").read_text(errors="replace")
            except OSError:
                continue
            name, _, rest = text.partition("(")[2].rpartition(")")
            if rest.split()[1] == me and rest.split()[0] != "Z":
                found[int(entry)] = name
    return found


if __name__ == "__main__":
    main()
