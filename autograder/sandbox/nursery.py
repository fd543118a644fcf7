"""The process that a session's workers are forked from: it does next to nothing else.

After a fork both sides copy each page that they write to. The session's own process writes to many,
so it has this small one fork for it, and pays for its pages once.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct
from typing import NoReturn

import msgpack

from autograder.sandbox import kernel
from autograder.sandbox.begin import begin
from autograder.sandbox.cells import Cell
from autograder.sandbox.frames import Closed
from autograder.sandbox.ground import Ground
from autograder.sandbox.processes import Death, dead_children
from autograder.testing import watch

_BORN, _ENDED = 1, 2
_NEWS = struct.Struct("=Biidq")  # what, process id, status, seconds of processor time, peak memory
_LONGEST = 1 << 16


class Nursery:
    """The session's handle on it."""

    def __init__(self, ground: Ground) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if not self.pid:
            self._line.close()
            _serve(theirs, ground)
        theirs.close()
        self.gone = False  # it has ended, and its workers with it
        self._deaths: list[Death] = []

    def fileno(self) -> int:
        """For select: readable when a worker has ended."""
        return self._line.fileno()

    def launch(self, cell: Cell, line: int, report: int, forbid: tuple[str, ...]) -> int:
        """A new worker's process id; `forbid` is what its job will not allow."""
        order = msgpack.packb((cell.folder, cell.uid, forbid))
        try:
            socket.send_fds(self._line, [order], [line, report])
            while True:
                what, facts = self._hear()
                if what == _BORN:
                    return facts.pid
                self._deaths.append(facts)
        except (OSError, Closed):
            self.gone = True
            raise Closed from None

    def kill(self, pid: int) -> None:
        """End a worker, unless it has ended already: its number may be somebody else's by now."""
        with contextlib.suppress(OSError):
            self._line.send(msgpack.packb(pid))

    def deaths(self) -> list[Death]:
        """Who has ended since the last time."""
        try:
            while not self.gone and select.select([self._line], [], [], 0)[0]:
                self._deaths.append(self._hear()[1])
        except (OSError, Closed):
            self.gone = True
        found, self._deaths = self._deaths, []
        return found

    def close(self) -> None:
        """Let it end; waited for, so that the processor time of its workers is ours."""
        self._line.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _hear(self) -> tuple[int, Death]:
        message = self._line.recv(_NEWS.size)
        if len(message) != _NEWS.size:
            raise Closed
        what, pid, status, cpu_seconds, max_rss = _NEWS.unpack(message)
        return what, Death(pid, status, cpu_seconds, max_rss)


def _serve(line: socket.socket, ground: Ground) -> NoReturn:
    """The nursery's own life."""
    try:
        kernel.be_called("nursery")
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            kernel.drop_bounding_set()  # what is done here is done for every worker
        wakeup, waker = socket.socketpair()
        wakeup.setblocking(False)
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        alive: set[int] = set()
        while True:
            ready, _, _ = select.select([line, wakeup], [], [])
            if wakeup in ready:
                wakeup.recv(4096)
                for death in dead_children():
                    alive.discard(death.pid)
                    line.send(_NEWS.pack(_ENDED, *vars(death).values()))
            if line in ready:
                order, fds, _, _ = socket.recv_fds(line, _LONGEST, 2)
                if not order:
                    break
                asked = msgpack.unpackb(order)
                if isinstance(asked, int):
                    if asked in alive:
                        os.kill(asked, signal.SIGKILL)
                    continue
                folder, uid, forbid = asked
                watch.install(forbid)  # every later worker finds it done
                pid = os.fork() or begin(Cell(folder, uid), ground, *fds)
                alive.add(pid)
                for fd in fds:
                    os.close(fd)
                line.send(_NEWS.pack(_BORN, pid, 0, 0.0, 0))
    finally:
        os._exit(0)
