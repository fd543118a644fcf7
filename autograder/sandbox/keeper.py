"""The session's own process: forks a worker for each test, watches it, and clears up after it.

It is root (or the user who grades), runs no code of a student, and knows no test.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import tempfile
import time
from typing import Any

from autograder.sandbox import kernel
from autograder.sandbox.cell import Cells
from autograder.sandbox.decode import decode
from autograder.sandbox.encode import encode
from autograder.sandbox.frames import Closed, FrameReader, Size
from autograder.sandbox.job import job_of
from autograder.sandbox.limits import Ending
from autograder.sandbox.ward import Ward

TICK = 0.05  # seconds between two looks at what a worker uses
SIZE = Size(structure=256 << 20, blobs=1 << 30)  # the judge's own messages: whole submissions


class Keeper:
    """One session: at most one worker at a time, and the judge's orders about it."""

    def __init__(self, judge: socket.socket, cells: Cells) -> None:
        self.judge = judge
        self.cells = cells
        self.reader = FrameReader(SIZE)
        self.wards: dict[int, Ward] = {}
        self.wakeup, waker = socket.socketpair()
        self.wakeup.setblocking(False)
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        self.waker = waker
        signal.signal(signal.SIGCHLD, lambda *_: None)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    def run(self) -> None:
        """Until the judge hangs up."""
        try:
            while self._turn():
                pass
        finally:
            for ward in self.wards.values():
                ward.kill()
            self._wait_for_the_rest()
            self.cells.remove_all()
