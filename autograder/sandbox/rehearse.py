"""Plays a worker's part once, before any worker is forked, with a file that nobody handed in.

What Python and the libraries look up, fill in and speed up when something is done for the first
time, each worker then finds done, in memory that it need not copy. Nothing of it is needed: a
rehearsal that goes wrong is no reason not to begin.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

from autograder.sandbox import rehearsed
from autograder.sandbox.frames import FrameReader
from autograder.sandbox.job import Job
from autograder.sandbox.messages import (
    Operation,
    Request,
    decode_answer,
    decode_request,
    encode_answer,
    encode_request,
)
from autograder.sandbox.values import library
from autograder.sandbox.worker import Student

TIMES = 2  # Python fits a function's code to what it is used for at the second or so

PROBE = """
def probe(module, x):
    model = module.network()
    result = model(x)
    summary = module.summary(lambda v: (v * 2).roll(1), x)
    return {"summary": summary, "result": result.detach(), "count": len(list(model.parameters()))}
"""


def rehearse(forbid: tuple[str, ...] = ()) -> None:
    """A worker's requests, from the judge's bytes to the answer's."""
    job = Job(
        module="rehearsed",
        files=("rehearsed.py",),
        folder=os.path.dirname(os.path.abspath(rehearsed.__file__)),
        forbid=forbid,
    )
    judge, worker = socket.socketpair()
    reader, answers = FrameReader(job.size), FrameReader(job.size)
    with judge, worker, contextlib.suppress(Exception):
        for _ in range(TIMES):
            student = Student(job)
            for request in _requests():
                encode_request(request, job.size).writer().wait(judge)
                heard = decode_request(reader.wait(worker), job.device)
                encode_answer(heard, student.answer(heard), job.size).writer().wait(worker)
                decode_answer(answers.wait(judge), request.id)
    sys.modules.pop(job.module, None)


def _requests() -> Iterator[Request]:
    yield Request(1, "compile")
    yield Request(2, "import")
    for operation, name, args, kwargs in _calls():
        source = PROBE if operation == "probe" else ""
        yield Request(3, operation, name, args, kwargs, source)
        yield Request(4, operation, name, args, kwargs, source, watch=name)


def _calls() -> Iterator[tuple[Operation, str, tuple[Any, ...], dict[str, Any]]]:
    yield "call", "number", (4,), {"twice": True}
    yield "call", "number", (-1,), {}
    yield "call", "table", ([{"name": "a", "value": 1}, {"name": "b", "value": 2.5}],), {}
    yield "call", "unwritten", (), {}
    yield "call", "wrong", ([1, 2],), {}
    yield "call", "absent", (), {}
    numpy, torch = library("numpy"), library("torch")
    if numpy is not None:
        yield "call", "array", (numpy.ones((2, 2)),), {}
    if torch is not None:
        for kind in (torch.float32, torch.float64):
            square = torch.ones(3, 3, dtype=kind)
            yield "call", "distances", (square, square[:2, :2]), {}
            one = square[None, None]
            yield "call", "layers", (one, one[..., :2, :2], square[0, :1]), {"padding": 0}
        yield "probe", "probe", (torch.ones(2, 4),), {}
