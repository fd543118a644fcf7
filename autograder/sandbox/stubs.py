"""In the worker: a stub in the place of a student's function, whose calls the judge answers."""

from __future__ import annotations

import builtins
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from autograder.testing.outcome import Outcome, Raised
from autograder.wire import BACK, Frame, FrameReader, decode_answer, encode_call

CallBack = Callable[[str, tuple[Any, ...], dict[str, Any]], Outcome]


class Line:
    """The worker's end: one question at a time, and calls back while it is answered."""

    def __init__(self, channel: socket.socket, device: str) -> None:
        self.channel, self.device = channel, device
        self.reader = FrameReader()
        self.number = 0  # of the question
        self.one_at_a_time = threading.Lock()

    def question(self) -> Frame:
        """The next one."""
        frame = self.reader.wait(self.channel)
        self.number = frame.number
        return frame

    def call_back(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        """Have the judge answer a call; raises Unsendable where it is not plain data."""
        call = encode_call(name, args, kwargs)
        with self.one_at_a_time:
            call.send(self.channel, self.number | BACK)
            return decode_answer(self.reader.wait(self.channel), self.device)


def put_in(modules: Sequence[Any], names: Iterable[str], call_back: CallBack) -> None:
    """Have these functions stood in for, wherever a student's module knows them."""
    for name in names:
        stub = _stub(name, call_back)
        names_in = [module.__dict__ for module in modules]  # whatever a module's class makes of it
        own = [known[name] for known in names_in if callable(known.get(name))]
        for known in names_in:
            for key in [key for key, value in known.items() if any(value is o for o in own)]:
                known[key] = stub
        names_in[0][name] = stub


def _stub(name: str, call_back: CallBack) -> Callable[..., Any]:
    def stand_in(*args: Any, **kwargs: Any) -> Any:
        outcome = call_back(name, args, kwargs)
        if outcome.raised is not None:
            raise _exception(outcome.raised)
        return outcome.value

    stand_in.__name__ = name
    return stand_in


def _exception(raised: Raised) -> Exception:
    """The nearest of Python's own."""
    for name in raised.bases:
        kind = getattr(builtins, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            return kind(raised.message)
    return RuntimeError(raised.message)
