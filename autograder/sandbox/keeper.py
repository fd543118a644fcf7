"""The judge's side: its keeper's line, and one worker at a time, asked against the clock."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.sandbox.faults import BadRequest, SandboxError, SpawnerGone
from autograder.sandbox.limits import Conditions, Limits, SubmissionFiles
from autograder.sandbox.output import Output
from autograder.testing.invoke import Probe
from autograder.testing.outcome import Call, Outcome
from autograder.wire.decode import decode
from autograder.wire.encode import Unsendable
from autograder.wire.frames import Closed, Frame, FrameReader, Malformed
from autograder.wire.messages import BACK, TO_IMPORT, decode_answer, encode_request
from autograder.wire.trusted import hang_up, receive, send

PATIENCE = 60.0  # seconds that a keeper may take for one request, on a machine under load
SET_UP = 120.0  # seconds until a worker must be shut in, on a machine under load
LAST_WORDS = 1.0  # seconds for a process to end by itself once it has hung up
AT_ONCE = 1 << 20  # bytes of a question that are written in one go
IMPORT = 3  # times a test's own: what a file imports may load libraries for seconds
CUT_SHORT = frozenset({"timeout", "memory", "exited", "crashed", "protocol"})


class Keeper:
    """One judge's line to its own keeper."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def worker(
        self,
        *,
        module: str,
        files: SubmissionFiles,
        support: Iterable[Path] = (),
        limits: Limits | None = None,
        device: str = "cpu",
        forbid: Iterable[str] = (),
        stand_ins: Iterable[str] = (),
        seed: int = 0,
    ) -> Worker:
        """A fresh worker; use it in a `with` statement. One at a time."""
        for name in files:
            path = PurePosixPath(name)
            if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name:
                raise BadRequest(f"the file name {name!r} leads out of the worker's folder")
        conditions = Conditions(
            module=module,
            names=tuple(files),
            support=tuple(str(Path(path).resolve()) for path in support),
            limits=limits or Limits(),
            device=device,
            forbid=tuple(forbid),
            stand_ins=tuple(stand_ins),
            seed=seed,
        )
        return Worker(self, conditions, files)

    def ask(self, what: str, fds: Iterable[int] = (), **data: Any) -> Any:
        """Have the keeper `open` a worker, `look` at it, or `end` it; what it says of that."""
        try:
            send(self._line, {"do": what, **data}, [*fds])
            if not select.select([self._line], [], [], PATIENCE)[0]:
                raise SandboxError(
                    f"a keeper has not answered `{what}` in {PATIENCE:g} s: look at the load of"
                    " this machine, then start the grading again"
                )
            return receive(self._line)[0]
        except (OSError, Closed) as error:
            raise SpawnerGone(f"a keeper has ended ({error}): start the grading again") from None

    def close(self) -> None:
        """Hang up; the keeper ends its worker and itself."""
        hang_up(self._line)

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass
class Answer:
    """What came back for one question: the bytes as they came, or how the worker ended."""

    frame: Frame | None
    ended: Outcome | None = None
    printed: str = ""
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
        return replace(outcome, printed=self.printed, seconds=self.seconds)


class Worker:
    """One student process: started, asked, and ended with the `with` statement."""

    def __init__(self, keeper: Keeper, conditions: Conditions, files: SubmissionFiles) -> None:
        self._keeper = keeper
        self._files = files
        self.conditions = conditions
        self._left = self._allowed = IMPORT * conditions.limits.seconds
        self._fatal: Outcome | None = None
        self._open = False
        # Answers calls back while a question is asked; without one, a call back is a breach.
        self.stand_in: Callable[[Frame], Frame] | None = None

    def __enter__(self) -> Worker:
        self._channel, theirs = socket.socketpair()
        read, write = os.pipe()
        try:
            data = {"conditions": self.conditions.to_data(), "files": dict(self._files)}
            if fault := self._keeper.ask("open", [theirs.fileno(), write], **data):
                raise SandboxError(f"a worker could not be started: {fault}")
        except BaseException:
            self._channel.close()
            os.close(read)
            raise
        finally:
            theirs.close()
            os.close(write)
        self._channel.setblocking(False)
        self._reader = FrameReader()
        self._output = Output(read, self.conditions.limits.output)
        self._open = True
        return self

    def __exit__(self, *_: object) -> None:
        """End the process; afterwards nothing of it runs, and none of its files is left."""
        self._open = False
        self._channel.close()
        os.close(self._output.fd)
        if self._fatal is None:
            with contextlib.suppress(SpawnerGone):  # whoever asks next is told
                self._keeper.ask("end")

    @property
    def spent(self) -> bool:
        """Whether it has ended and answers nothing any more."""
        return self._fatal is not None

    def begin(self, seconds: float) -> int:
        """A test begins, with a clock and processor time of its own; how many threads run."""
        self._left = self._allowed = seconds
        return int(self._keeper.ask("look"))

    def start(self) -> Outcome:
        """Import the student's file."""
        self._greet()
        outcome = self.ask(question(Call(TO_IMPORT))).outcome()
        self._left = self._allowed = self.conditions.limits.seconds
        return outcome

    def call(
        self, name: str, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Outcome:
        """Call one of the student's functions."""
        call = Call(name, tuple(args), tuple((kwargs or {}).items()))
        return self.ask(question(call)).outcome()

    def probe(self, source: str, name: str, data: tuple[Any, ...] = ()) -> Outcome:
        """Run a test's own function beside the student's module."""
        call = Call("", tuple(data), probe=Probe(name, source))
        return self.ask(question(call)).outcome()

    def ask(self, question: Frame) -> Answer:
        """Send one question and take in what comes back; its number is drawn afresh each time."""
        if not self._open:
            raise BadRequest("this worker is closed: ask it inside its `with` statement")
        if self._fatal is not None:
            return Answer(None, self._fatal)
        begun = time.monotonic()
        answer = self._exchange(question, secrets.randbits(63), begun + self._left)
        seconds = time.monotonic() - begun
        self._left -= seconds
        frame = answer if isinstance(answer, Frame) else None
        self._fatal = answer if isinstance(answer, Outcome) else None
        return Answer(frame, self._fatal, self._output.take(), seconds)

    def _greet(self) -> None:
        """Wait until the worker is shut in: the student's time begins then."""
        try:
            frame = self._converse(b"", time.monotonic() + SET_UP)
        except (Closed, ConnectionError):
            ended = self._end()
            how = f"{ended.kind} {ended.code or ended.detail}"
            raise SandboxError(f"a worker ended before it was set up ({how})") from None
        if frame is None:
            raise SandboxError("a worker was not set up in time: look at the load of this machine")
        if fault := decode(frame):
            raise SandboxError(f"a worker could not be started: {fault}")

    def _exchange(self, question: Frame, number: int, deadline: float) -> Frame | Outcome:
        """The answer, or what it comes to that there is none."""
        try:
            with contextlib.suppress(BlockingIOError):
                self._reader.advance(self._channel)  # nothing, unless it has hung up
                raise Malformed("an answer before the question")
            frame = self._converse(question.data(number), deadline)
            while frame and self.stand_in and frame.number == number | BACK:
                begun = time.monotonic()
                reply = self.stand_in(frame).data(frame.number)
                took = time.monotonic() - begun  # the student's clock stands still meanwhile
                self._left, deadline = self._left + took, deadline + took
                frame = self._converse(reply, deadline)
            if frame and frame.number != number:
                raise Malformed("an answer to a question that was not asked")
        except Malformed as error:
            self._end()
            return Outcome("protocol", detail=str(error))
        except (Closed, ConnectionError):
            return self._end(LAST_WORDS)
        if frame is not None:
            return frame
        ended = self._end()
        late = replace(ended, kind="timeout", detail=f"{self._allowed:g} s")
        return late if ended.kind == "protocol" else ended

    def _converse(self, data: bytes, deadline: float) -> Frame | None:
        """Send this, take in the answer and the output; None when time is up."""
        unsent = memoryview(data)
        poll = select.poll()
        poll.register(self._output.fd, select.POLLIN)
        poll.register(self._channel, select.POLLIN | (select.POLLOUT if data else 0))
        channel = self._channel.fileno()
        while (left := deadline - time.monotonic()) > 0:
            events = dict(poll.poll(left * 1000 + 1))
            if self._output.fd in events and self._output.read() is None:
                poll.unregister(self._output.fd)
            if events.get(channel, 0) & ~select.POLLOUT:
                frame = self._advance()
                if frame is not None:
                    if unsent:
                        raise Malformed("an answer before the question was read")
                    return frame
            if unsent and events.get(channel, 0) & select.POLLOUT:
                unsent = unsent[self._channel.send(unsent[:AT_ONCE]) :]
                if not unsent:
                    poll.modify(self._channel, select.POLLIN)
        return None

    def _advance(self) -> Frame | None:
        try:
            return self._reader.advance(self._channel)
        except BlockingIOError:
            raise Malformed("something to read that is no byte of an answer") from None

    def _end(self, patience: float = 0.0) -> Outcome:
        """Have it ended, at once or when it has not ended by itself after `patience`."""
        return Outcome(**self._keeper.ask("end", patience=patience))


def question(call: Call, begin: bool = False) -> Frame:
    """A call as any worker is asked it; `begin` says that it is its test's first question."""
    try:
        return encode_request(call, begin)
    except Unsendable as error:
        raise BadRequest(f"this cannot be sent to a worker: {error}") from None
