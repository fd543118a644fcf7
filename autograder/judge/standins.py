"""The reference stands in for functions of a student's that a test builds on, while it is asked.

What is asked back is a student's choice, and may be meant to take for ever, or all the memory. So
a process of its own, forked at the first call and ended with the worker, computes the answers; it
says what a function gave or raised, and nothing of how.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from autograder.judge.apart import Forked, forked
from autograder.testing.check import ask_module
from autograder.testing.outcome import Call, Outcome, Raised
from autograder.wire.encode import Unsendable
from autograder.wire.frames import Closed, Frame, FrameReader, Malformed, Size
from autograder.wire.messages import decode_call, encode_answer

# What one test may ask back.
CALLS = 4000
BYTES = 64 << 20  # in calls and answers together
SECONDS = 10.0  # of computing them
SIZE = Size(blobs=16 << 20)  # of one call, and of one answer


@dataclass
class StandIn:
    """Answers calls back, of the functions named and of no other, until it is closed."""

    reference: Any
    names: Collection[str]
    asked: dict[str, int] = field(default_factory=dict)  # how often each was called
    bytes: int = 0
    left: float = SECONDS
    _apart: Forked | None = None

    def begin(self) -> None:
        """A test begins, and has all of its calls before it."""
        self.asked, self.bytes, self.left = {}, 0, SECONDS

    def answer(self, call: Frame) -> Frame:
        """As the reference would; raises Malformed where this may not be asked, or not any more."""
        begun = time.monotonic()
        self._count(call)
        self._apart = self._apart or forked(self._compute)
        line = self._apart.line
        try:
            line.settimeout(max(0.01, self.left))
            call.send(line)
            reply = FrameReader(SIZE).wait(line)
        except (OSError, Closed):
            raise Malformed("a call back that cannot be answered") from None
        self.left -= time.monotonic() - begun
        self.bytes += _size(reply)
        return reply

    def _count(self, call: Frame) -> None:
        self.bytes += _size(call)
        if sum(self.asked.values()) >= CALLS or self.bytes > BYTES:
            raise Malformed("more calls back, or larger ones, than a test may make")
        name, _, _ = decode_call(call)
        if name not in self.names:
            raise Malformed("a call back of a function that nobody stands in for")
        self.asked[name] = self.asked.get(name, 0) + 1

    def _compute(self, line: socket.socket) -> None:
        """In the process apart: one answer after another, until the judge ends it."""
        reader = FrameReader(SIZE)
        while True:
            _answer(self.reference, reader.wait(line)).send(line)

    def close(self) -> None:
        """End the process."""
        if self._apart is not None:
            self._apart.end()


def _answer(reference: Any, call: Frame) -> Frame:
    """What the reference gives or raises, without a line of it."""
    name, args, kwargs = decode_call(call)
    outcome = ask_module(reference, Call(name, args, tuple(kwargs.items())))
    if outcome.kind not in ("returned", "raised"):
        raise Malformed(f"a call back that the reference cannot answer ({outcome.kind})")
    said = outcome.raised
    bare = said and Raised(said.type, said.message, said.bases)
    try:
        return encode_answer(Outcome(outcome.kind, outcome.value, bare), SIZE)
    except Unsendable as error:
        raise Malformed(f"a call back whose answer cannot be sent: {error}") from None


def _size(frame: Frame) -> int:
    return len(frame.structure) + len(frame.blobs)
