"""The session's own process: forks a worker for each test, watches it, and clears up after it.

It is root (or the user who grades), runs no code of a student, and knows no test.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from dataclasses import dataclass, replace
from typing import Any

from autograder.sandbox import kernel
from autograder.sandbox.begin import begin
from autograder.sandbox.cells import Cell, Cells
from autograder.sandbox.decode import decode
from autograder.sandbox.encode import encode
from autograder.sandbox.frames import Closed, Frame, FrameReader, Size
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job, job_of
from autograder.sandbox.limits import Ending

TICK = 0.05  # seconds between two looks at what a worker uses
SIZE = Size(structure=64 << 20, blobs=1 << 30)  # the judge's own orders carry whole submissions


@dataclass
class Ward:
    """The worker that is in the session's care."""

    number: int
    pid: int
    cell: Cell
    job: Job
    report: int  # where the worker says, before it runs any student code, that it is shut in
    ending: Ending | None = None


class Keeper:
    """One session: one worker at a time, and the judge's orders about it."""

    def __init__(self, judge: socket.socket, ground: Ground) -> None:
        self.judge = judge
        self.ground = ground
        self.cells = Cells(ground)
        self.reader = FrameReader(SIZE)
        self.ward: Ward | None = None
        self.wakeup, self.waker = socket.socketpair()
        self.wakeup.setblocking(False)
        self.waker.setblocking(False)
        signal.set_wakeup_fd(self.waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    def run(self) -> None:
        """Serve until the judge hangs up, then leave nothing behind."""
        try:
            while True:
                self._turn()
        except (Closed, ConnectionError):
            pass
        finally:
            self._end(0)
            self.cells.remove_all()

    def _turn(self) -> None:
        ready, _, _ = select.select([self.judge, self.wakeup], [], [], TICK if self.ward else None)
        if self.wakeup in ready:
            self.wakeup.recv(4096)
        if self.ward is not None:
            self._reap(self.ward)
        if self.judge in ready:
            self._obey()

    def _obey(self) -> None:
        order, fds = self._order()
        if order["do"] == "open":
            self._end(0)
            self._open(order["number"], job_of(order["job"]), fds)
        elif order["do"] == "end" and self.ward and self.ward.number == order["number"]:
            self._end(order["patience"])

    def _order(self) -> tuple[dict[str, Any], list[int]]:
        """The next order; descriptors ride on a byte of their own in front of it."""
        byte, fds, _, _ = socket.recv_fds(self.judge, 1, 2)
        if not byte:
            raise Closed
        frame: Frame = self.reader.wait(self.judge)
        order: dict[str, Any] = decode(frame)
        return order, fds

    def _open(self, number: int, job: Job, fds: list[int]) -> None:
        cell = self.cells.open(job)
        channel, output = fds
        report, told = os.pipe()
        pid = os.fork()
        if not pid:
            begin(cell, job, self.ground, channel, output, told)
        for fd in (channel, output, told):
            os.close(fd)
        self.ward = Ward(number, pid, cell, job, report)

    def _reap(self, ward: Ward) -> None:
        """Look whether the worker itself has ended; its orphans are cleared then."""
        pid, status, usage = os.wait4(ward.pid, os.WNOHANG)
        if not pid:
            return
        self.ward = None
        self.cells.clear(ward.cell)
        told = os.read(ward.report, 4000)
        os.close(ward.report)
        ending = ward.ending or Ending()
        fault = "" if told.startswith(b"+") else told.decode("utf-8", "replace")
        self._tell(
            ward.number,
            replace(
                ending,
                code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
                signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
                cpu_seconds=usage.ru_utime + usage.ru_stime,
                max_rss=usage.ru_maxrss * 1024,
                fault=fault,
            ),
        )

    def _end(self, patience: float) -> None:
        """End the worker, at once or when it has not ended by itself in time."""
        ward = self.ward
        if ward is None:
            return
        deadline = time.monotonic() + patience
        while self.ward is not None:
            if time.monotonic() >= deadline and ward.ending is None:
                ward.ending = Ending(killed=True)
                os.kill(ward.pid, signal.SIGKILL)
            select.select([self.wakeup], [], [], 0.02)
            try:
                self.wakeup.recv(4096)
            except BlockingIOError:
                pass
            self._reap(ward)

    def _tell(self, number: int, ending: Ending) -> None:
        try:
            encode({"number": number, **vars(ending)}, SIZE).writer().wait(self.judge)
        except OSError:
            pass  # the judge has hung up already
