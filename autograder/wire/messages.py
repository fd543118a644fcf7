"""What judge and worker say to each other: requests, answers, calls back; checked field by field."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, cast

from autograder.testing.invoke import Probe
from autograder.testing.outcome import Call, CodeLine, Kind, Outcome, Raised
from autograder.wire.decode import decode
from autograder.wire.encode import encode_message
from autograder.wire.frames import LARGEST, Frame, Malformed, Size

# What a worker may say of itself. A time-out, a crash, a grader's fault: only the judge says so.
CLAIMS = (
    "returned", "raised", "missing", "unwritten", "import_failed", "forbidden", "unsendable",
    "memory", "exited",
)  # fmt: skip
TEXT = 4000
NAME = 300
BACK = 1 << 63  # in a frame's number: a call back while that question is answered, or its answer
TO_IMPORT = "import"  # asked for like a function: none can be called so, for it is a keyword


def encode_request(call: Call, begin: bool) -> Frame:
    """Judge to worker; strides and requires_grad of the inputs travel along.

    `begin` is for a test's first call: random numbers start where the import left them.
    """
    probe = call.probe and astuple(call.probe)
    return encode_message((begin, call.function, call.args, dict(call.kwargs), probe), layout=True)


def decode_request(frame: Frame, device: str) -> tuple[Call, bool]:
    """In the worker: the judge is trusted, the bytes are checked all the same."""
    fields = decode(frame, layout=True, device=device)
    begin, function, args, kwargs, probe = _items(fields, 5, 5)
    return Call(function, args, tuple(kwargs.items()), probe and Probe(*probe)), begin


def encode_answer(outcome: Outcome, size: Size = LARGEST) -> Frame:
    """Worker to judge: what only the judge can know (time, output) stays out."""
    fields = (
        outcome.kind,
        outcome.value,
        outcome.raised and astuple(outcome.raised),
        outcome.changed,
        outcome.shared,
        outcome.code,
        outcome.detail,
    )
    return encode_message(fields, size)


def decode_answer(frame: Frame, device: str | None = None) -> Outcome:
    """Raises Malformed unless this is an answer in every field; `device` as in `decode`."""
    kind, value, raised, changed, shared, code, detail = _items(decode(frame, device=device), 7, 7)
    if type(kind) is not str or kind not in CLAIMS:
        raise Malformed("an answer of an unknown kind")
    if code is not None and (type(code) is not int or abs(code) > 1 << 40):
        raise Malformed("an exit code that is none")
    return Outcome(
        cast(Kind, kind),
        value=value if kind == "returned" else None,
        raised=None if raised is None else _raised(raised),
        changed=_keys(changed),
        shared=_keys(shared),
        code=code,
        # A limit that was reached is the judge's to name, and would be a number of one's own choice.
        detail=_text(detail, TEXT if kind != "memory" else 0),
    )


def encode_call(name: str, args: Any, kwargs: Any) -> Frame:
    """Worker to judge, while it answers: a call of a function that is stood in for."""
    return encode_message((name, args, kwargs))


def decode_call(frame: Frame) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """In the judge: raises Malformed unless this is a call in every field."""
    name, args, kwargs = _items(decode(frame), 3, 3)
    if type(args) is not tuple or type(kwargs) is not dict:
        raise Malformed("a call without arguments")
    return _text(name, NAME), args, {_text(key, NAME): value for key, value in kwargs.items()}


def _text(value: Any, longest: int) -> str:
    if type(value) is not str:
        raise Malformed("something else where a text belongs")
    # Half a surrogate pair is a str that cannot be written to any file.
    return value[:longest].encode("utf-8", "replace").decode("utf-8")


def _items(value: Any, most: int, least: int = 0) -> tuple[Any, ...]:
    if type(value) is not tuple or not least <= len(value) <= most:
        raise Malformed("something else where a list belongs")
    return value


def _keys(value: Any) -> tuple[int | str, ...]:
    keys = _items(value, 1000)
    if not all(type(key) is int or type(key) is str for key in keys):
        raise Malformed("an argument without a name")
    return tuple(key if type(key) is int else _text(key, NAME) for key in keys)


def _raised(value: Any) -> Raised:
    kind, message, bases, lines = _items(value, 4, 4)
    return Raised(
        _text(kind, NAME),
        _text(message, TEXT),
        tuple(_text(base, NAME) for base in _items(bases, 100)),
        tuple(_line(line) for line in _items(lines, 50)),
    )


def _line(value: Any) -> CodeLine:
    file, number, function, text = _items(value, 4, 4)
    if type(number) is not int or not 0 <= number <= 10**7:
        raise Malformed("a broken line of an exception")
    return CodeLine(_text(file, NAME), number, _text(function, NAME), _text(text, TEXT))
