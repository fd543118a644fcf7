"""A keeper's own process: forks a worker when asked, watches it, ends it, clears up after it.

It is root (or the user who grades), runs no code of a student, and knows no test. It answers
`open`, `look` and `end`, and says nothing unasked.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from typing import Any, NoReturn

from autograder.sandbox import executed, kernel
from autograder.sandbox.confine import access
from autograder.sandbox.folder import Folders
from autograder.sandbox.limits import Conditions, Isolation
from autograder.sandbox.namespaces import enter, hide_folders
from autograder.sandbox.processes import (
    children,
    dead_children,
    kill_everyone,
    kill_family,
    kill_user,
)
from autograder.sandbox.watchdog import Watchdog
from autograder.sandbox.worker import live
from autograder.testing import watch
from autograder.wire.frames import Closed
from autograder.wire.trusted import receive, send

TICK = 0.05  # seconds between two looks at what a worker uses
PATIENCE = 10.0  # seconds until processes that refuse to die are given up


def keep(judge: socket.socket, isolation: Isolation) -> NoReturn:
    """A keeper's own life."""
    try:
        outside = None
        if isolation.namespaces:
            outside = enter(isolation)
        elif isolation.covered:
            outside = hide_folders(isolation)
        Keeping(judge, isolation, Folders(isolation, outside)).run()
    finally:
        os._exit(0)


class Keeping:
    """One worker at a time, and the judge's requests about it."""

    def __init__(self, judge: socket.socket, isolation: Isolation, folders: Folders) -> None:
        self.judge = judge
        self.isolation = isolation
        self.folders = folders
        self.care: Watchdog | None = None  # of the worker that there is
        self.looked = 0.0  # when the worker's use was last compared with its limits
        self.rules: dict[tuple[tuple[str, ...], str], int | None] = {}
        self.wakeup, self.waker = socket.socketpair()
        self.wakeup.setblocking(False)
        self.waker.setblocking(False)

    def run(self) -> None:
        """Serve until the judge hangs up, then leave nothing behind."""
        kernel.be_called("keeper")
        signal.set_wakeup_fd(self.waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        gc.freeze()  # no collection here touches, and so copies, what workers share
        duties: dict[str, Callable[..., Any]] = {
            "open": self._open,
            "look": self._look,
            "end": self._end,
        }
        try:
            while True:
                watched = self.care is not None and self.care.death is None
                if self.judge in self._wait(TICK if watched else None, self.judge):
                    request, fds = receive(self.judge)
                    send(self.judge, duties[request.pop("do")](*fds, **request))
                self._watch()
        except (Closed, ConnectionError):
            pass
        finally:
            self._end()
            self.folders.remove_all()

    def _open(self, channel: int, output: int, conditions: Any, files: Any) -> str:
        """Start a worker that speaks through these two descriptors; what went wrong with that."""
        self._end()
        try:
            placed = self.folders.lay_out(Conditions.from_data(conditions), files)
            watchdog = Watchdog(placed, self.isolation.places, self.isolation.namespaces)
            watchdog.pid = self._start(placed, channel, output)
            self.care = watchdog
            return ""
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            os.close(channel)
            os.close(output)

    def _start(self, conditions: Conditions, channel: int, output: int) -> int:
        key = (conditions.support, conditions.device)
        if key not in self.rules:
            self.rules[key] = access(self.folders.base, conditions, self.isolation)
        life = (conditions, self.isolation, channel, output, self.rules[key])
        if self.isolation.preload is not None:
            return executed.launch(*life)
        if conditions.forbid:
            watch.close(conditions.forbid)  # once, for all workers that follow
        return os.fork() or live(*life)

    def _look(self) -> int:
        """How many threads run; from here on the worker's processor time is the next test's."""
        return self.care.begin(self._roots()) if self.care else 0

    def _end(self, patience: float = 0.0) -> dict[str, Any]:
        """End the worker, at once or when it has not ended by itself after `patience`.

        Whoever has hung up may be about to end: its own exit code tells more than a kill. When
        this answers, none of its processes runs any more, and none of its files is left.
        """
        care = self.care
        if care is None:
            return {}
        self._wait_for(lambda: care.death is not None, patience)
        if care.death is None:
            care.verdict = care.verdict or ("protocol", "it closed its line to the judge")
        deadline = time.monotonic() + PATIENCE
        while self._alive(care) and time.monotonic() < deadline:
            self._kill(care)
            self._wait_for(lambda: not self._alive(care), TICK)
        self.folders.sweep(care.conditions)
        self.care = None
        return care.ending()

    def _wait_for(self, over: Callable[[], bool], patience: float) -> None:
        deadline = time.monotonic() + patience
        self._watch()
        while not over() and (left := deadline - time.monotonic()) > 0:
            self._wait(min(left, TICK))
            self._watch()

    def _wait(self, seconds: float | None, *others: Any) -> list[Any]:
        """Until something has happened: a process may have ended."""
        ready, _, _ = select.select([self.wakeup, *others], [], [], seconds)
        if self.wakeup in ready:
            self.wakeup.recv(4096)
        return ready

    def _watch(self) -> None:
        """Note who has ended; end the worker when it uses too much, and what a dead one left."""
        care = self.care
        for pid, status, seconds in dead_children():
            if care is not None:
                care.buried += seconds
                care.death = status if pid == care.pid else care.death
        if care is None:
            return
        if care.death is not None:
            if self._alive(care):
                self._kill(care)  # its children keep the line to the judge open
        elif care.verdict is None and time.monotonic() > self.looked + TICK:
            self.looked = time.monotonic()
            if care.look(self._roots()):
                self._kill(care)

    def _roots(self) -> list[int]:
        """The worker and orphans of it, which are our children as well."""
        return children(os.getpid()) if kernel.LINUX else [self.care.pid] if self.care else []

    def _alive(self, care: Watchdog) -> bool:
        return care.death is None or bool(kernel.LINUX and self._roots())

    def _kill(self, care: Watchdog) -> None:
        uid = care.conditions.uid
        if care.death is None:
            os.kill(care.pid, signal.SIGKILL)  # it may not have become its own user yet
        if uid is not None and self.folders.bystander is not None:
            kill_user(uid, self.folders.bystander)
        elif self.isolation.namespaces:
            kill_everyone()
        else:
            kill_family(self._roots())
