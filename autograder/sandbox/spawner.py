"""Forks off, before any secret is loaded, the process that sessions and workers descend from."""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import socket
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol

import msgpack

from autograder.sandbox import anew, fresh, kernel, spawning
from autograder.sandbox.errors import NotIsolated, SandboxError, SpawnerGone
from autograder.sandbox.fill import fill_gaps
from autograder.sandbox.limits import Isolation
from autograder.sandbox.session import Session
from autograder.sandbox.survey import Wanted


class Spawner:
    """The judge's handle on the clean process."""

    def __init__(self, source: _Source) -> None:
        self._source = source

    @classmethod
    def start(
        cls,
        preload: Sequence[str] = (),
        isolation: Wanted = "auto",
        hide: Iterable[Path] = (),
        forbidden: Iterable[Sequence[str]] = (),
    ) -> Spawner:
        """Import what workers shall find loaded, and fork; before anything secret is read.

        `hide` names folders that no worker may see, whatever their permissions say. `forbidden`
        says what will be closed to some of them, each group of it a job's `forbid`.
        """
        _load(preload)
        hidden = tuple(str(Path(path).resolve()) for path in hide)
        if fresh.wanted_here():
            return cls(_Executed(tuple(preload), isolation, hidden))
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            ours.close()
            _live(theirs, isolation, hidden, tuple(forbidden))
        theirs.close()
        spawner = cls(_Forked(ours, pid))
        if isolation == "required":
            spawner.settle()  # or an error, before anybody goes on
        return spawner

    @functools.cached_property
    def isolation(self) -> Isolation:
        """What can be enforced here. The spawner finds out while its starter goes on: ask late."""
        return self._source.reached()

    def settle(self) -> None:
        """Wait until the spawner stands. To be called before a fork: only one process can hear it."""
        _ = self.isolation

    def session(self) -> Session:
        """A session of one's own; after a fork each process opens another one."""
        self.settle()
        return Session(self._source.session())

    def stop(self) -> None:
        """Hang up; what was forked ends by itself when the last session has."""
        self._source.stop()

    def __enter__(self) -> Spawner:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Source(Protocol):
    """Where sessions come from."""

    def reached(self) -> Isolation: ...

    def session(self) -> socket.socket: ...

    def stop(self) -> None: ...


class _Forked:
    """Sessions forked from the clean process."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self._pid = pid
        self._owner = os.getpid()

    def reached(self) -> Isolation:
        return _reached(self._control, self._pid)

    def session(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            # One message, taken as a whole: so judges forked from one another can share the line.
            socket.send_fds(self._control, [b"session"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise SpawnerGone(f"the spawner has ended ({error}): start the grading again") from None
        finally:
            theirs.close()
        return ours

    def stop(self) -> None:
        self._control.close()
        if os.getpid() == self._owner:
            _wait(self._pid)


class _Executed:
    """Sessions as programs of their own."""

    def __init__(self, preload: tuple[str, ...], wanted: Wanted, hide: tuple[str, ...]) -> None:
        self._asked = (preload, wanted, hide)
        first, self._isolation = fresh.open_session(*self._asked)
        first.close()

    def reached(self) -> Isolation:
        return self._isolation

    def session(self) -> socket.socket:
        return fresh.open_session(*self._asked)[0]

    def stop(self) -> None:
        pass


def _live(
    control: socket.socket, wanted: Wanted, hide: tuple[str, ...], forbidden: tuple[Any, ...]
) -> NoReturn:
    """The spawner's own life, in code that lies together in memory."""
    try:
        fill_gaps()
        anew.imported(spawning).serve(control, wanted, hide, forbidden)
    finally:
        os._exit(0)


def _load(preload: Sequence[str]) -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        # A pool of threads would not survive the fork.
        os.environ.setdefault(name, "1")
    for module in preload:
        importlib.import_module(module)
        if module == "numpy":
            importlib.import_module("numpy.random")  # every worker seeds it


def _reached(control: socket.socket, pid: int) -> Isolation:
    """What the spawner says about itself once it stands."""
    answer = control.recv(1 << 16)
    facts = msgpack.unpackb(answer) if answer else {"fault": "the spawner ended at its start"}
    if "fault" in facts:
        control.close()
        _wait(pid)
        raise (NotIsolated if facts.get("level") else SandboxError)(facts["fault"])
    isolation = Isolation(**{**facts, "notes": tuple(facts["notes"])})
    if kernel.LINUX and isolation.level != "full":
        # Workers have our own user id: keep them from reading the judge's memory.
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    return isolation


def _wait(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
