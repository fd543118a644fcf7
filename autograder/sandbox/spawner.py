"""Forks off, before any secret is loaded, the clean process that keepers and workers descend from."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import signal
import socket
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, NoReturn, Protocol

from autograder.sandbox import executed, kernel
from autograder.sandbox.errors import NotIsolated, SandboxError, SpawnerGone
from autograder.sandbox.forget import forget_environment
from autograder.sandbox.isolation import Isolation, Machine, Wanted
from autograder.sandbox.keeper import Keeper
from autograder.sandbox.keeping import keep
from autograder.sandbox.remove import remove_tree
from autograder.sandbox.survey import survey
from autograder.testing import watch
from autograder.wire import Closed
from autograder.wire.trusted import receive, send

LAST_KEEPERS = 5.0  # seconds that the spawner's end waits for theirs


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
        says what will be closed to some of them, each group of it some conditions' `forbid`.
        """
        _load(preload)
        hidden = tuple(dict.fromkeys(str(Path(path).resolve()) for path in hide))
        if executed.wanted_here():
            return cls(_Executed(tuple(preload), isolation, hidden))
        ours, theirs = socket.socketpair()
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

    def keeper(self) -> Keeper:
        """A keeper of one's own; after a fork each process opens another one."""
        self.settle()
        return Keeper(self._source.keeper())

    def stop(self) -> None:
        """Hang up; what was forked ends by itself when the last keeper has."""
        self._source.stop()

    def __enter__(self) -> Spawner:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Source(Protocol):
    """Where keepers come from."""

    def reached(self) -> Isolation: ...

    def keeper(self) -> socket.socket: ...

    def stop(self) -> None: ...


class _Forked:
    """Keepers forked from the clean process."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self._pid = pid
        self._owner = os.getpid()

    def reached(self) -> Isolation:
        """What the spawner says about itself once it stands."""
        try:
            facts, _ = receive(self._control)
        except (OSError, Closed):
            facts = {
                "fault": "the spawner ended at its start: start the grading again",
                "level": "",
            }
        if "fault" in facts:
            self.stop()
            raise (NotIsolated if facts["level"] else SandboxError)(facts["fault"])
        isolation = Isolation(**facts)
        if kernel.LINUX and isolation.level != "full":
            # Workers have our own user id: keep them from reading the judge's memory.
            kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        return isolation

    def keeper(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            # One byte, taken as a whole: so judges forked from one another can share the line.
            socket.send_fds(self._control, [b"k"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise SpawnerGone(f"the spawner has ended ({error}): start the grading again") from None
        finally:
            theirs.close()
        return ours

    def stop(self) -> None:
        self._control.close()
        if os.getpid() == self._owner:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._pid, 0)


class _Executed:
    """Keepers as programs of their own."""

    def __init__(self, preload: tuple[str, ...], wanted: Wanted, hide: tuple[str, ...]) -> None:
        self._asked = (preload, wanted, hide)
        first, self._isolation = executed.open_keeper(*self._asked)
        first.close()

    def reached(self) -> Isolation:
        return self._isolation

    def keeper(self) -> socket.socket:
        return executed.open_keeper(*self._asked)[0]

    def stop(self) -> None:
        pass


def _load(preload: Sequence[str]) -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        # A pool of threads would not survive the fork.
        os.environ.setdefault(name, "1")
    for module in preload:
        importlib.import_module(module)
        if module == "numpy":
            importlib.import_module("numpy.random")  # every worker seeds it


def _live(
    control: socket.socket, wanted: Wanted, hide: tuple[str, ...], forbidden: tuple[Any, ...]
) -> NoReturn:
    """The spawner's own life: one fork for every keeper that is asked for."""
    try:
        kernel.be_called("spawner")
        machine = _prepare(control, wanted, hide, forbidden)
        base = ""
        if not machine.namespaces:
            base = tempfile.mkdtemp(prefix="autograder-")
            os.chmod(base, 0o711)  # others may pass through, but not look around
            machine = replace(machine, base=base)
        while True:
            message, fds, _, _ = socket.recv_fds(control, 1, 1)
            if not message:
                break
            _none_left()  # a keeper that is waited for has its processor time counted
            if not os.fork():
                control.close()
                keep(socket.socket(fileno=fds[0]), machine)
            os.close(fds[0])
        # A keeper that was killed has left its folder; the others remove their own.
        if _keepers_end() and base:
            remove_tree(base)
    finally:
        os._exit(0)


def _prepare(
    control: socket.socket, wanted: Wanted, hide: tuple[str, ...], forbidden: tuple[Any, ...]
) -> Machine:
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python warns of every fork beside a thread; the libraries' threads are idle and unused here.
    warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork.*")
    forget_environment()
    if kernel.LINUX:
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    try:
        machine = survey(wanted, hide)
    except SandboxError as error:
        level = "none" if isinstance(error, NotIsolated) else ""
        send(control, {"fault": str(error), "level": level})
        raise
    for patterns in forbidden:
        watch.install(patterns)
    gc.collect()
    gc.freeze()  # no collection, here or in a worker, touches and so copies what is shared
    send(control, asdict(machine.isolation))
    return machine


def _keepers_end() -> bool:
    """Wait a little for the last keepers, which clear up behind themselves."""
    deadline = time.monotonic() + LAST_KEEPERS
    while time.monotonic() < deadline:
        if _none_left():
            return True
        time.sleep(0.002)
    return False


def _none_left() -> bool:
    """Take leave of the keepers that have ended; whether there is no other."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return True
    return False
