"""Forks off the clean process that sessions and workers descend from, before any secret is loaded."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NoReturn

import msgpack

from autograder.sandbox.errors import SpawnerGone
from autograder.sandbox.ground import Ground
from autograder.sandbox.keeper import Keeper
from autograder.sandbox.limits import Isolation
from autograder.sandbox.session import Session

Wanted = Literal["auto", "required", "off"]


class Spawner:
    """The judge's handle on the clean process."""

    def __init__(self, control: socket.socket, pid: int, isolation: Isolation) -> None:
        self._control = control
        self._pid = pid
        self._owner = os.getpid()
        self.isolation = isolation

    @classmethod
    def start(
        cls,
        preload: Sequence[str] = (),
        isolation: Wanted = "auto",
        hide: Iterable[Path] = (),
    ) -> Spawner:
        """Import what workers shall find loaded, and fork. Call it before anything secret is read."""
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            # A pool of threads would not survive the fork.
            os.environ.setdefault(name, "1")
        for module in preload:
            importlib.import_module(module)
            if module == "numpy":
                importlib.import_module("numpy.random")  # every worker seeds it
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            ours.close()
            _serve(theirs, Ground(Isolation("full", "root"), own_users=os.geteuid() == 0))
        theirs.close()
        facts = msgpack.unpackb(ours.recv(1 << 16))
        return cls(ours, pid, Isolation(facts["level"], facts["backend"], tuple(facts["notes"])))

    def session(self) -> Session:
        """A session of one's own; after a fork each process opens another one."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"session"], [theirs.fileno()])
        except OSError as error:
            raise SpawnerGone(f"the spawner has ended ({error}): start the grading again") from None
        finally:
            theirs.close()
        return Session(ours)

    def stop(self) -> None:
        """Hang up; the process ends when the last session has."""
        self._control.close()
        if os.getpid() == self._owner:
            try:
                os.waitpid(self._pid, 0)
            except ChildProcessError:
                pass


def _serve(control: socket.socket, ground: Ground) -> NoReturn:
    """The spawner's own life: one fork for every session that is asked for."""
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Children that have ended vanish by themselves.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        gc.collect()
        gc.freeze()
        control.send(msgpack.packb(vars(ground.isolation)))
        while True:
            message, fds, _, _ = socket.recv_fds(control, 64, 1)
            if not message:
                break
            if not os.fork():
                control.close()
                Keeper(socket.socket(fileno=fds[0]), ground).run()
                os._exit(0)
            os.close(fds[0])
    finally:
        os._exit(0)
