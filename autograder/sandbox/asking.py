"""The judge's side of one worker: asks, holds the clock, makes an Outcome of whatever happens."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import socket
import time
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Protocol

from autograder.sandbox.errors import BadRequest, SandboxError, SpawnerGone
from autograder.sandbox.limits import Conditions, Ending, SubmissionFiles, Usage
from autograder.sandbox.output import Output
from autograder.testing.outcome import Outcome
from autograder.wire import (
    BACK,
    Closed,
    Frame,
    FrameReader,
    FrameWriter,
    Malformed,
    Request,
    Unsendable,
    decode_answer,
    encode_request,
)
from autograder.wire.decode import decode

SET_UP = 120.0  # seconds until a worker must be shut in, on a machine under load
LAST_WORDS = 1.0  # seconds for a process to end by itself once it has hung up
CUT_SHORT = frozenset({"timeout", "memory", "exited", "crashed", "protocol", "setup"})


class KeepsWorkers(Protocol):
    """What a worker's handle needs of its keeper's."""

    def open(
        self, conditions: Conditions, files: SubmissionFiles, channel: int, output: int
    ) -> None: ...

    def look(self) -> Usage: ...

    def end(self, patience: float = 0.0) -> Ending: ...


class AnswersCalls(Protocol):
    """Whatever stands in for functions of the student's, while a question is asked."""

    def answer(self, call: Frame) -> Frame:
        """Raises Malformed where this may not be asked, or not any more."""


@dataclass
class Answer:
    """What came back for one question: the bytes as they came, or how the worker ended."""

    frame: Frame | None
    ended: Outcome | None = None
    printed: str = ""
    cut: bool = False
    seconds: float = 0.0

    def outcome(self) -> Outcome:
        """The answer read, every field checked."""
        outcome = self.ended
        if outcome is None:
            assert self.frame is not None
            try:
                outcome = decode_answer(self.frame)
            except Malformed as error:
                outcome = Outcome("protocol", detail=str(error))
        extras = {**outcome.extras, **({"printed_cut": True} if self.cut else {})}
        return replace(outcome, printed=self.printed, seconds=self.seconds, extras=extras)


class Worker:
    """One student process: started, asked, and ended with the `with` statement."""

    def __init__(
        self, keeper: KeepsWorkers, conditions: Conditions, files: SubmissionFiles
    ) -> None:
        self._keeper = keeper
        self._files = files
        self.conditions = conditions
        self._left = self._allowed = conditions.limits.seconds
        self._fatal: Outcome | None = None
        self._open = False
        self.stand_in: AnswersCalls | None = None  # without one, a call back is a breach

    def __enter__(self) -> Worker:
        ours, theirs = socket.socketpair()
        read, write = os.pipe()
        try:
            self._keeper.open(self.conditions, self._files, theirs.fileno(), write)
        finally:
            theirs.close()
            os.close(write)
        ours.setblocking(False)
        self._channel = ours
        self._reader = FrameReader(self.conditions.size)
        self._output = Output(read, self.conditions.limits.output)
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
        """End the process; afterwards nothing of it runs, and none of its files is left."""
        if self._open:
            self._open = False
            self._channel.close()
            self._output.close()
            if self._fatal is None:
                with contextlib.suppress(SpawnerGone):  # whoever asks next is told
                    self._keeper.end()

    @property
    def spent(self) -> bool:
        """Whether it has ended and answers nothing any more."""
        return self._fatal is not None

    def begin(self, seconds: float) -> Usage:
        """A test begins: it has a clock of its own."""
        self._left = self._allowed = seconds
        return self._keeper.look()

    def start(self) -> Outcome:
        """Import the student's file."""
        self._greet()
        return self.ask(self.question(Request("import"))).outcome()

    def call(
        self,
        name: str,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Outcome:
        """Call one of the student's functions."""
        request = Request("call", name, tuple(args), dict(kwargs or {}))
        return self.ask(self.question(request)).outcome()

    def probe(self, source: str, name: str, data: tuple[Any, ...] = ()) -> Outcome:
        """Run a test's own function beside the student's module."""
        request = Request("probe", name, tuple(data), source=source)
        return self.ask(self.question(request)).outcome()

    def question(self, request: Request) -> Frame:
        """A request as it will be sent."""
        return question(request, self.conditions)

    def ask(self, question: Frame) -> Answer:
        """Send one question and take in what comes back; its number is drawn afresh each time."""
        if not self._open:
            raise BadRequest("this worker is closed: ask it inside its `with` statement")
        if self._fatal is not None:
            return Answer(None, self._fatal)
        number = secrets.randbits(63)
        begun = time.monotonic()
        frame, ended = self._exchange(question.writer(number), number, begun + self._left)
        seconds = time.monotonic() - begun
        self._left -= seconds
        if ended is not None:
            self._fatal = ended
        printed, cut = self._output.take()
        return Answer(frame, ended, printed, cut, seconds)

    def _greet(self) -> None:
        """Wait until the worker is shut in: the student's time begins then."""
        try:
            frame = self._converse(None, time.monotonic() + SET_UP)
        except (Closed, ConnectionError):
            raise SandboxError(
                f"a worker ended before it was set up ({self._keeper.end()})"
            ) from None
        if frame is None:
            raise SandboxError("a worker was not set up in time: look at the load of this machine")
        if fault := decode(frame):
            raise SandboxError(f"a worker could not be started: {fault}")

    def _exchange(
        self, writer: FrameWriter, number: int, deadline: float
    ) -> tuple[Frame | None, Outcome | None]:
        try:
            if not self._reader.idle or _readable(self._channel):
                self._early()
            frame = self._converse(writer, deadline)
            while frame and self.stand_in and frame.number == number | BACK:
                begun = time.monotonic()
                reply = self.stand_in.answer(frame).writer(frame.number)
                took = time.monotonic() - begun  # the student's clock stands still meanwhile
                self._left, deadline = self._left + took, deadline + took
                frame = self._converse(reply, deadline)
            if frame is None:
                return None, self._timeout()
            if frame.number != number:
                raise Malformed("an answer to a question that was not asked")
            return frame, None
        except Malformed as error:
            self._keeper.end()
            return None, Outcome("protocol", detail=str(error))
        except (Closed, ConnectionError):
            return None, self._ended()

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
        poll.register(self._channel, select.POLLIN | (select.POLLOUT if writer else 0))
        channel = self._channel.fileno()
        while (left := deadline - time.monotonic()) > 0:
            events = dict(poll.poll(left * 1000 + 1))
            if self._output.fd in events and not self._output.read():
                poll.unregister(self._output.fd)
            if events.get(channel, 0) & ~select.POLLOUT:
                frame = self._reader.advance(self._channel)
                if frame is not None:
                    if writer:
                        raise Malformed("an answer before the question was read")
                    return frame
            if writer and events.get(channel, 0) & select.POLLOUT:
                writer.advance(self._channel)
                if writer.done:
                    writer = None
                    poll.modify(self._channel, select.POLLIN)
        return None

    def _timeout(self) -> Outcome:
        ending = self._keeper.end()
        if ending.breach:
            return _breach(ending)
        return Outcome("timeout", detail=f"{self._allowed:g} s", extras=_usage(ending))

    def _ended(self) -> Outcome:
        """The process has hung up: find out why."""
        ending = self._keeper.end(patience=LAST_WORDS)
        if ending.breach:
            return _breach(ending)
        if ending.killed:
            detail = "it closed its line to the judge"
            return Outcome("protocol", detail=detail, extras=_usage(ending))
        if ending.signal == signal.SIGXCPU:
            detail = f"{self.conditions.limits.lifetime:g} s of processor time"
            return Outcome("timeout", detail=detail, extras=_usage(ending))
        if ending.signal is not None:
            detail = _name(ending.signal)
            return Outcome("crashed", code=ending.signal, detail=detail, extras=_usage(ending))
        return Outcome("exited", code=ending.code, extras=_usage(ending))


def question(request: Request, conditions: Conditions) -> Frame:
    """A request in bytes; they hold for every worker under these conditions."""
    try:
        return encode_request(request, conditions.size).frame()
    except Unsendable as error:
        raise BadRequest(f"this cannot be sent to a worker: {error}") from None


def _breach(ending: Ending) -> Outcome:
    kind = {"memory": "memory", "cpu": "timeout"}.get(ending.breach, "crashed")
    code = ending.signal if kind == "crashed" else None
    return Outcome(kind, code=code, detail=ending.detail, extras=_usage(ending))  # type: ignore[arg-type]


def _readable(channel: socket.socket) -> bool:
    return bool(select.select([channel], [], [], 0)[0])


def _usage(ending: Ending) -> dict[str, Any]:
    return {"cpu_seconds": ending.cpu_seconds}


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
