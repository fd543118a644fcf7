"""The session's own process: forks a worker for each test, watches it, and clears up after it.

It is root (or the user who grades), runs no code of a student, and knows no test.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from autograder.sandbox import kernel, killer
from autograder.sandbox.begin import GO, begin
from autograder.sandbox.cells import Cell, Cells
from autograder.sandbox.confine import access
from autograder.sandbox.encode import encode
from autograder.sandbox.frames import Closed
from autograder.sandbox.ground import Ground
from autograder.sandbox.job import Job, Sources, job_fields, job_of
from autograder.sandbox.limits import Ending
from autograder.sandbox.nursery import Nursery
from autograder.sandbox.orders import SIZE, receive_order, send_order
from autograder.sandbox.processes import Death, children, dead_children, exiting
from autograder.sandbox.watchdog import Watchdog

SHORTEST = 0.0002  # seconds: about as long as a kill takes to arrive
TICK = 0.05  # seconds between two looks at what a worker uses
Launch = Callable[[Cell, int, int], int]  # cell, line, report: the new process's id
PATIENCE = 10.0  # seconds until processes that refuse to die are given up


@dataclass
class Ward:
    """A worker in the session's care: spare, then at work, then dead, then cleared away."""

    pid: int
    cell: Cell
    line: socket.socket  # where it waits for its job
    report: int  # where it says, before it runs any student code, that it is shut in
    job: Job
    watchdog: Watchdog
    number: int = 0
    verdict: Ending | None = None  # why the session ended it
    dead: bool = False
    swept: bool = False  # it can do nothing any more, and its files are gone


class Keeper:
    """One session: one worker at a time, and the judge's orders about it."""

    def __init__(
        self,
        judge: socket.socket,
        ground: Ground,
        outside: int | None = None,
        launch: Launch | None = None,
    ) -> None:
        # First of all: what this process touches afterwards is copied for itself, not for workers.
        forks = launch is None and ground.own_users and kernel.can_fork_sibling()
        self.nursery = Nursery(ground) if forks else None
        self.launch = launch
        self.judge = judge
        self.ground = ground
        self.cells = Cells(ground, outside)
        self.wards: dict[int, Ward] = {}  # by process id, until cleared away
        self.spare: Ward | None = None
        self.current: Ward | None = None
        self.sources = ""  # the folder that the student's files were laid out in
        self.expected: Job  # what the next worker is for, unless the judge says otherwise
        self.rules: dict[tuple[tuple[str, ...], str], int] = {}
        self.deadline: float | None = None  # for a worker that may still end by itself
        self.wakeup, self.waker = socket.socketpair()
        self.wakeup.setblocking(False)
        self.waker.setblocking(False)
        signal.set_wakeup_fd(self.waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    def run(self) -> None:
        """Serve until the judge hangs up, then leave nothing behind."""
        kernel.be_called("session")
        try:
            while True:
                self._turn()
        except (Closed, ConnectionError):
            pass
        finally:
            self._clear_everything()

    def _turn(self) -> None:
        ready = self._wait(self._pause(), self.judge)
        self._reap()
        if self._orphaned():
            raise Closed
        self._watch()
        if self.judge in ready:
            self._obey(*receive_order(self.judge))

    def _orphaned(self) -> bool:
        """Whether the nursery has died, by no fault of any worker: no other can be forked."""
        return self.nursery is not None and self.nursery.gone

    def _wait(self, seconds: float | None, *others: Any) -> list[Any]:
        """Until something has happened: a process may have ended."""
        ready, _, _ = select.select([self.wakeup, *others], [], [], seconds)
        if self.wakeup in ready:
            self.wakeup.recv(4096)
        return ready

    def _pause(self) -> float | None:
        if self.deadline is not None:
            return max(0.0, min(TICK, self.deadline - time.monotonic()))
        return TICK if self.wards and (self.current or len(self.wards) > 1) else None

    def _obey(self, order: dict[str, Any], fds: list[int]) -> None:
        current = self.current
        if order["do"] == "open":
            if current is not None:
                self._kill(current, Ending(killed=True))
            self._open(order, fds)
        elif current is not None and current.number == order["number"]:
            # Whoever has hung up may be about to end: its own exit code tells more than a kill.
            self.deadline = time.monotonic() + order["patience"]
            self._watch()

    def _open(self, order: dict[str, Any], fds: list[int]) -> None:
        if "sources" in order:
            self.sources = self.cells.shared.lay_out(Sources(**order["sources"]))
        asked = job_of(order["job"]) if "job" in order else self.expected
        self.expected = job_of(order["then"]) if order.get("then") else asked
        job = self._complete(asked)
        ward, self.spare = self._spare_for(job) or self._ready_one(job), None
        ward.number = order["number"]
        self.current, self.deadline = ward, None
        # What one worker leaves, a process or a file, must not meet the code of the next one: it
        # has shut itself in meanwhile, and begins with the student's file when it hears from us.
        self._wait_for(self._nobody_left)
        with contextlib.suppress(OSError):  # it could not be shut in, and its report says why
            socket.send_fds(ward.line, [GO], fds)
        ward.line.close()
        for fd in fds:
            os.close(fd)
        if self.ground.spare and "then" in order:
            self.spare = self._ready_one(self._complete(self.expected))

    def _complete(self, job: Job) -> Job:
        """A job as the judge described it, with the places that only the session knows."""
        support = tuple(self.cells.shared.reachable(path) for path in job.support)
        return replace(job, folder=self.sources, support=support)

    def _spare_for(self, job: Job) -> Ward | None:
        """The worker that is ready, if it is for this."""
        spare = self.spare
        if spare is None or spare.dead:
            return None
        if spare.job == job:
            return spare
        self._kill(spare, Ending(killed=True))
        return None

    def _rules(self, job: Job) -> int | None:
        """Made once for all workers, where their users keep them out of each other's folders."""
        if not (self.ground.landlock and self.ground.own_users):
            return None
        key = (job.support, job.device)
        if key not in self.rules:
            self.rules[key] = access(str(self.cells.base), job, self.ground)
        return self.rules[key]

    def _nobody_left(self) -> bool:
        wards = [ward for ward in self.wards.values() if ward not in (self.spare, self.current)]
        return all(ward.swept or self._sweep(ward) for ward in wards)

    def _sweep(self, ward: Ward) -> bool:
        """Clear up behind a worker that the kernel is still taking apart, which takes a while."""
        if not self.ground.own_users or not ward.verdict or ward.dead:
            return False
        if exiting(ward.pid) and not children(ward.pid) and not self._strays():
            self.cells.sweep(ward.cell)
            ward.swept = True
        return ward.swept

    def _ready_one(self, job: Job) -> Ward:
        if self.ground.namespaces:
            # A kill of everyone must be over before somebody new is there.
            self._wait_for(lambda: not self.wards)
        elif not self.ground.own_users:
            self._wait_for(self._nobody_left)  # a worker of the same user could reach this one
        cell = self.cells.open(job)
        ours, theirs = socket.socketpair()
        report, told = os.pipe()
        pid = self._launch(cell, theirs.fileno(), told, job)
        theirs.close()
        os.close(told)
        watchdog = Watchdog(job.limits, cell.folder, cell.uid, job.device != "cpu")
        self.wards[pid] = ward = Ward(pid, cell, ours, report, job, watchdog)
        if not self.nursery:
            with contextlib.suppress(OSError):  # its report says why it has ended
                send_order(ours, job_fields(job))
        return ward

    def _launch(self, cell: Cell, line: int, report: int, job: Job) -> int:
        if self.nursery:
            return self.nursery.launch(cell, line, report, job, self._rules(job))
        if self.launch:
            return self.launch(cell, line, report)
        return os.fork() or begin(cell, self.ground, line, report)

    def _watch(self) -> None:
        """End the worker when its time to end has come, or when it uses too much."""
        ward, now = self.current, time.monotonic()
        if ward is None or ward.dead or ward.verdict:
            return
        if self.deadline is not None and now >= self.deadline:
            self._kill(ward, Ending(killed=True))
        elif ward.watchdog.due(now) and (breach := ward.watchdog.look([ward.pid, *self._strays()])):
            self._kill(ward, breach)

    def _kill(self, ward: Ward, verdict: Ending) -> None:
        ward.verdict = ward.verdict or verdict
        if ward is self.current:
            self.deadline = None  # it has passed: from here on the kernel tells when it is over
        if not ward.dead:  # it may not have become its own user yet
            os.kill(ward.pid, signal.SIGKILL)
        if ward.cell.uid is not None and self.cells.bystander is not None:
            killer.kill_user(ward.cell.uid, self.cells.bystander)
        elif self.ground.namespaces:
            killer.kill_everyone()
        else:
            killer.kill_family([ward.pid, *self._strays()])

    def _strays(self) -> list[int]:
        """Children that are nobody's worker: orphans of workers."""
        known = {*self.wards, self.nursery and self.nursery.pid}
        return [pid for pid in children(os.getpid()) if pid not in known]

    def _reap(self) -> None:
        """Note every process that has ended; clear away workers of which nothing is left."""
        for death in dead_children():
            if self.nursery and death.pid == self.nursery.pid:
                self.nursery.gone = True
            ward = self.wards.get(death.pid)
            if ward is not None:
                ward.dead = True
                self._kill(ward, Ending())  # its children, if it has left any
                self._tell(ward, death)
        finished = [ward for ward in self.wards.values() if ward.dead]
        if not finished:
            return
        if strays := self._strays():
            if not self.ground.own_users:
                killer.kill_family(strays)
            return  # killed already; their end wakes us again
        for ward in finished:
            del self.wards[ward.pid]
            if not ward.swept:
                self.cells.sweep(ward.cell)
            self.cells.release(ward.cell)

    def _tell(self, ward: Ward, death: Death) -> None:
        told = os.read(ward.report, 4000)
        os.close(ward.report)
        if ward is self.current:
            self.current, self.deadline = None, None
        if not ward.number or self._orphaned():
            return  # a spare that nobody asked for, or a death that was not its own
        ending = replace(
            ward.verdict or Ending(),
            code=os.WEXITSTATUS(death.status) if os.WIFEXITED(death.status) else None,
            signal=os.WTERMSIG(death.status) if os.WIFSIGNALED(death.status) else None,
            cpu_seconds=death.cpu_seconds,
            max_rss=death.max_rss,
            fault="" if told.startswith(b"+") else told.decode("utf-8", "replace"),
        )
        with contextlib.suppress(OSError):  # the judge has hung up already
            encode({"number": ward.number, **vars(ending)}, SIZE).writer().wait(self.judge)

    def _wait_for(self, over: Callable[[], bool]) -> None:
        """Until the dead are cleared away."""
        deadline, pause = time.monotonic() + PATIENCE, SHORTEST
        self._reap()
        while not over() and time.monotonic() < deadline:
            self._wait(pause)
            self._reap()
            pause = min(2 * pause, 0.01)

    def _clear_everything(self) -> None:
        for ward in list(self.wards.values()):
            self._kill(ward, Ending(killed=True))
        self._wait_for(lambda: not self.wards)
        self.cells.remove_all()
        if self.nursery:
            self.nursery.close()
