"""Ends every process that a worker has left, however it hid from its parent."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterable

from autograder.sandbox.processes import family


def kill_user(uid: int, bystander: int) -> None:
    """Send SIGKILL to every process of a user at once, so that none can fork itself out of reach.

    kill(-1) goes by the sender's real and effective ids, so for this one call we are the worker's
    user. The real id is a bystander's, who has no other process; the saved one stays root, for the
    way back, and keeps the targets from shooting first.
    """
    os.setresuid(bystander, uid, 0)
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass  # nobody there
    finally:
        os.setresuid(0, 0, 0)


def kill_everyone() -> None:
    """As the first process of a namespace: end all others in it."""
    with contextlib.suppress(OSError):
        os.kill(-1, signal.SIGKILL)


def kill_family(roots: Iterable[int]) -> None:
    """Without a user of its own: the process, its group, and whatever descends from it."""
    for pid in family(roots):
        for send in (os.killpg, os.kill):
            try:
                send(pid, signal.SIGKILL)
            except OSError:
                continue
