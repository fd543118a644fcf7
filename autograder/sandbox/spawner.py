"""Starts, before any secret is loaded, the clean process that keepers and workers descend from."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import os
import signal
import socket
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox import executed, kernel
from autograder.sandbox.faults import NotIsolated, SpawnerGone
from autograder.sandbox.folder import remove_tree
from autograder.sandbox.keeper import Keeper
from autograder.sandbox.keeping import keep
from autograder.sandbox.limits import Isolation, Wanted
from autograder.sandbox.survey import survey
from autograder.testing import watch
from autograder.wire.frames import Closed
from autograder.wire.trusted import receive, send

LAST_KEEPERS = 5.0  # seconds that the spawner's end waits for theirs


class Spawner:
    """The judge's handle on the clean process."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self._pid = pid
        self._owner = os.getpid()

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
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            # A pool of threads would not survive the fork.
            os.environ.setdefault(name, "1")
        executed.load(preload)
        hidden = tuple(dict.fromkeys(str(Path(path).resolve()) for path in hide))
        ours, theirs = socket.socketpair()
        sys.stdout.flush()
        sys.stderr.flush()
        with theirs:
            if executed.wanted_here():
                # Only its workers load the libraries.
                line = theirs.fileno()
                facts = (line, isolation, hidden, tuple(preload))
                pid = executed.execute("spawner", "live", [line], *facts)
            else:
                pid = os.fork()
                if not pid:
                    ours.close()
                    live(theirs.fileno(), isolation, hidden, forbidden=tuple(forbidden))
        spawner = cls(ours, pid)
        if isolation == "required":
            _ = spawner.isolation  # or an error, before anybody goes on
        return spawner

    @functools.cached_property
    def isolation(self) -> Isolation:
        """What can be enforced here. The spawner finds out while its starter goes on.

        To be asked for once before anything forks: only one process can hear it.
        """
        try:
            facts, _ = receive(self._control)
        except (OSError, Closed):
            self.stop()
            raise SpawnerGone("the spawner ended at its start: start the grading again") from None
        if "fault" in facts:
            self.stop()
            raise NotIsolated(facts["fault"])
        if kernel.LINUX and facts["level"] != "full":
            # Workers have our own user id: keep them from reading the judge's memory.
            kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        return Isolation(**facts)

    def keeper(self) -> Keeper:
        """A keeper of one's own; after a fork each process opens another one."""
        _ = self.isolation
        ours, theirs = socket.socketpair()
        try:
            # One byte, taken as a whole: so judges forked from one another can share the line.
            socket.send_fds(self._control, [b"k"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise SpawnerGone(f"the spawner has ended ({error}): start the grading again") from None
        finally:
            theirs.close()
        return Keeper(ours)

    def stop(self) -> None:
        """Hang up; what was forked ends by itself when the last keeper has."""
        self._control.close()
        if os.getpid() == self._owner:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._pid, 0)

    def __enter__(self) -> Spawner:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def live(
    line: int,
    wanted: Wanted,
    hide: tuple[str, ...],
    preload: tuple[str, ...] | None = None,
    forbidden: tuple[Any, ...] = (),
) -> NoReturn:
    """The spawner's own life: one fork for every keeper that is asked for."""
    control = socket.socket(fileno=line)
    try:
        kernel.be_called("spawner")
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Python warns of every fork beside a thread; those of the libraries are idle and unused.
        warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork.*")
        forget_environment()
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        try:
            isolation = survey(wanted, hide)
        except NotIsolated as error:
            send(control, {"fault": str(error)})
            raise
        if preload is not None:
            backend = f"{isolation.backend}, fresh processes"
            isolation = replace(isolation, backend=backend, preload=preload)
        for patterns in forbidden:
            watch.install(patterns)
        gc.collect()
        gc.freeze()  # no collection, here or in a worker, touches and so copies what is shared
        send(control, vars(isolation))
        base = ""
        if not isolation.namespaces:
            base = tempfile.mkdtemp(prefix="autograder-")
            os.chmod(base, 0o711)  # others may pass through, but not look around
            isolation = replace(isolation, base=base)
        while True:
            message, fds, _, _ = socket.recv_fds(control, 1, 1)
            if not message:
                break
            _none_left()  # a keeper that is waited for has its processor time counted
            if not os.fork():
                control.close()
                keep(socket.socket(fileno=fds[0]), isolation)
            os.close(fds[0])
        # A keeper that was killed has left its folder; the others remove their own.
        deadline = time.monotonic() + LAST_KEEPERS
        while not _none_left() and time.monotonic() < deadline:
            time.sleep(0.002)
        if base and _none_left():
            remove_tree(base)
    finally:
        os._exit(0)


def _none_left() -> bool:
    """Take leave of the keepers that have ended; whether there is no other."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return True
    return False


def forget_environment() -> None:
    """Overwrite every variable, in Python's copy and in the block that the kernel made.

    It may hold a secret. Unsetting alone would leave the bytes in memory, which workers inherit.
    """
    for name, value in list(getattr(os.environ, "_data", {}).items()):
        os.environ.pop(os.fsdecode(name), None)
        for text in (name, value):
            if sys.implementation.name == "cpython" and type(text) is bytes and len(text) > 1:
                ctypes.memset(id(text) + bytes.__basicsize__ - 1, 0, len(text))
    sys.argv[1:] = []
    if kernel.LINUX:
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
            start, end = int(fields[47]), int(fields[48])  # env_start, env_end
            if 0 < start < end:
                ctypes.memset(start, 0, end - start)
    os.environ.update(executed.CLEAN)
