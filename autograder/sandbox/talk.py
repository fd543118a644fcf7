"""The judge's side of one worker: asks, holds the clock, makes an Outcome of whatever happens."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import socket
import time
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from autograder.sandbox.errors import BadRequest, SandboxError, SpawnerGone
from autograder.sandbox.frames import Closed, Frame, FrameReader, FrameWriter, Malformed
from autograder.sandbox.job import Job, Sources
from autograder.sandbox.limits import Ending
from autograder.sandbox.listen import Output
from autograder.sandbox.messages import FATAL, Operation, Request, decode_answer, encode_request
from autograder.sandbox.values import Unsendable
from autograder.testing.outcome import Outcome

if TYPE_CHECKING:
    from autograder.sandbox.session import Session

SET_UP = 120.0  # seconds until a worker must be shut in, on a machine under load
LAST_WORDS = 1.0  # seconds for a process to end by itself once it has hung up


class Worker:
    """One student process: started, asked, and ended with the `with` statement."""

    def __init__(self, session: Session, job: Job, sources: Sources, then: Job | None) -> None:
        self._session = session
        self._job = job
        self._sources = sources
        self._then = then
        self._left = job.limits.seconds
        self._fatal: Outcome | None = None
        self._open = False
        self._greeted = False

    def __enter__(self) -> Worker:
        ours, theirs = socket.socketpair()
        read, write = os.pipe()
        try:
            fds = (theirs.fileno(), write)
            self._number = self._session.open(self._job, self._sources, self._then, *fds)
        finally:
            theirs.close()
            os.close(write)
        ours.setblocking(False)
        self._channel = ours
        self._reader = FrameReader(self._job.size)
        self._output = Output(read, self._job.limits.output)
        self._open = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the session clears up while the judge goes on."""
        if self._open:
            self._open = False
            self._channel.close()
            self._output.close()
            with contextlib.suppress(SpawnerGone):  # whoever asks next is told
                self._session.end(self._number, wait=False)

    def compile(self) -> dict[str, bytes]:
        """The student's files compiled, for the next workers; to be asked before `start`."""
        outcome = self._ask("compile")
        files = outcome.value if outcome.kind == "returned" else {}
        good = isinstance(files, dict) and all(
            type(name) is str and type(content) is bytes for name, content in files.items()
        )
        return files if good else {}

    def start(self) -> Outcome:
        """Import the student's file."""
        return self._ask("import")

    def call(
        self,
        name: str,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
        forbid_for: str | None = None,
    ) -> Outcome:
        """Call one of the student's functions; `forbid_for` has forbidden operations watched."""
        return self._ask("call", name, tuple(args), dict(kwargs or {}), watch=forbid_for or "")

    def probe(
        self, source: str, name: str, data: tuple[Any, ...] = (), forbid_for: str | None = None
    ) -> Outcome:
        """Run a test's own function beside the student's module."""
        return self._ask("probe", name, tuple(data), source=source, watch=forbid_for or "")

    def _ask(
        self,
        operation: Operation,
        name: str = "",
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
        source: str = "",
        watch: str = "",
    ) -> Outcome:
        if not self._open:
            raise BadRequest("this worker is closed: ask it inside its `with` statement")
        if self._fatal is not None:
            return self._fatal
        request = Request(
            secrets.randbits(63), operation, name, args, dict(kwargs or {}), source, watch
        )
        try:
            frame = encode_request(request, self._job.size)
        except Unsendable as error:
            raise BadRequest(f"this cannot be sent to a worker: {error}") from None
        if not self._greeted and not self._greet():
            # It ended before it ran any code of the student's: `_ended` raises, or says how.
            self._fatal = self._ended()
            return self._fatal
        begun = time.monotonic()
        outcome = self._exchange(request, frame.writer(), begun + self._left)
        seconds = time.monotonic() - begun
        self._left -= seconds
        printed, cut = self._output.take()
        extras = {**outcome.extras, **({"printed_cut": True} if cut else {})}
        outcome = replace(outcome, printed=printed, seconds=seconds, extras=extras)
        if outcome.kind in FATAL:
            self._fatal = replace(outcome, printed="", seconds=0.0)
        return outcome

    def _greet(self) -> bool:
        """Wait until the worker is shut in: the student's time begins then."""
        self._greeted = True
        try:
            frame = self._converse(None, time.monotonic() + SET_UP)
        except (Closed, ConnectionError):
            return False
        if frame is None:
            raise SandboxError("a worker was not set up in time: look at the load of this machine")
        return True

    def _exchange(self, request: Request, writer: FrameWriter, deadline: float) -> Outcome:
        try:
            if not self._reader.idle or _readable(self._channel):
                self._early()
            frame = self._converse(writer, deadline)
            if frame is None:
                return self._timeout()
            return decode_answer(frame, request.id)
        except Malformed as error:
            self._session.end(self._number)
            return Outcome("protocol", detail=str(error))
        except (Closed, ConnectionError):
            return self._ended()

    def _early(self) -> None:
        """Something has arrived before the question: an answer from nowhere, or the end."""
        try:
            self._reader.advance(self._channel)
        except BlockingIOError:
            return
        raise Malformed("an answer before the question")

    def _converse(self, writer: FrameWriter | None, deadline: float) -> Frame | None:
        """Send the question, take in the answer and the output; None when time is up."""
        poll = select.poll()
        poll.register(self._output.fd, select.POLLIN)
        poll.register(self._session.fileno(), select.POLLIN)
        poll.register(self._channel, select.POLLIN | (select.POLLOUT if writer else 0))
        channel, line = self._channel.fileno(), self._session.fileno()
        dead = False
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            events = dict(poll.poll(0 if dead else left * 1000 + 1))
            if self._output.fd in events and not self._output.read():
                poll.unregister(self._output.fd)
            if line in events:
                self._session.listen()
            if events.get(channel, 0) & ~select.POLLOUT:
                frame = self._reader.advance(self._channel)
                if frame is not None:
                    if writer:
                        raise Malformed("an answer before the question was read")
                    return frame
            elif dead:
                # Everything it said before it ended has been read, and it was no answer.
                raise Closed
            if writer and events.get(channel, 0) & select.POLLOUT:
                writer.advance(self._channel)
                if writer.done:
                    writer = None
                    poll.modify(self._channel, select.POLLIN)
            dead = self._session.ended(self._number)

    def _timeout(self) -> Outcome:
        ending = self._session.end(self._number)
        if ending is not None and ending.breach:
            return self._breach(ending)
        return Outcome("timeout", detail=f"{self._job.limits.seconds:g} s", extras=_usage(ending))

    def _ended(self) -> Outcome:
        """The process has hung up: find out why."""
        ending = self._session.end(self._number, patience=LAST_WORDS)
        if ending is None or ending.fault:
            raise SandboxError(f"a worker could not be started: {ending and ending.fault}")
        extras = _usage(ending)
        if ending.breach:
            return self._breach(ending)
        if ending.killed:
            return Outcome("protocol", detail="it closed its line to the judge", extras=extras)
        if ending.signal == signal.SIGXCPU:
            detail = f"{self._job.limits.cpu_limit} s of processor time"
            return Outcome("timeout", detail=detail, extras=extras)
        if ending.signal is not None:
            return Outcome(
                "crashed", code=ending.signal, detail=_name(ending.signal), extras=extras
            )
        return Outcome("exited", code=ending.code, extras=extras)

    def _breach(self, ending: Ending) -> Outcome:
        if ending.breach == "memory":
            return Outcome("memory", detail=ending.detail, extras=_usage(ending))
        return Outcome("crashed", code=ending.signal, detail=ending.detail, extras=_usage(ending))


def _readable(channel: socket.socket) -> bool:
    return bool(select.select([channel], [], [], 0)[0])


def _usage(ending: Ending | None) -> dict[str, Any]:
    if ending is None:
        return {}
    return {"cpu_seconds": ending.cpu_seconds, "max_rss": ending.max_rss}


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
