"""The process that a session's workers are forked from: it does next to nothing else.

After a fork both sides copy each page that they write to. The session's own process writes to many,
so it has this small one fork for it, and pays for its pages once.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import sys
from typing import NoReturn

from autograder.sandbox import kernel
from autograder.sandbox.begin import begin, fit_out
from autograder.sandbox.cells import Cell
from autograder.sandbox.confine import settle
from autograder.sandbox.frames import Closed
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job, job_fields, job_of
from autograder.sandbox.orders import receive_order, send_order

# For each worker: whether another job than before follows, its user, the length of its folder's name.
# What does not change is not said again: to hear it would cost this process more than to fork.
_HEAD = struct.Struct("!?iH")


class Nursery:
    """The session's handle on it."""

    def __init__(self, ground: Ground) -> None:
        self._line, theirs = socket.socketpair()
        self.pid = kernel.fork()
        if not self.pid:
            self._line.close()
            _serve(theirs, ground)
        theirs.close()
        self.gone = False  # it has ended
        self._job: Job | None = None  # what it is fitted out for

    def launch(self, cell: Cell, line: int, report: int, job: Job, rules: int | None) -> int:
        """A new worker's process id, a child of ours."""
        try:
            folder, uid = os.fsencode(cell.folder), -1 if cell.uid is None else cell.uid
            head = _HEAD.pack(job != self._job, uid, len(folder))
            socket.send_fds(self._line, [head, folder], [line, report])
            if job != self._job:
                send_order(self._line, job_fields(job), [] if rules is None else [rules])
                self._job = job
            born = self._line.recv(8)
        except OSError:
            born = b""
        if not born:
            self.gone = True
            raise Closed
        return int.from_bytes(born, "little")

    def close(self) -> None:
        """Let it end; waited for, so that its processor time is ours."""
        self._line.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def _serve(line: socket.socket, ground: Ground) -> NoReturn:
    """The nursery's own life."""
    try:
        kernel.be_called("nursery")
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        settle(ground)
        path = list(sys.path)
        while True:
            head, fds, _, _ = socket.recv_fds(line, _HEAD.size, 2)
            if not head:
                break
            inbox, report = fds
            another_job, uid, length = _HEAD.unpack(head)
            folder = os.fsdecode(line.recv(length, socket.MSG_WAITALL))
            if another_job:
                sys.path[:] = path
                order, rules = receive_order(line)
                outfit = fit_out(job_of(order), ground, *rules)
            cell = Cell(folder, None if uid < 0 else uid)
            pid = kernel.fork_sibling() or begin(cell, ground, inbox, report, outfit)
            os.close(inbox)
            os.close(report)
            line.send(pid.to_bytes(8, "little"))
    finally:
        os._exit(0)
