"""The worker's life: import the student's file, answer one request after another, end.

By the time anything here runs, the process has already been shut in.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from autograder.sandbox.bytecode import compiled
from autograder.sandbox.frames import Closed, FrameReader, FrameWriter
from autograder.sandbox.job import Job
from autograder.sandbox.messages import Request, decode_request, encode_answer
from autograder.sandbox.values import Unsendable
from autograder.testing import invoke, watch
from autograder.testing.outcome import Frame as Line
from autograder.testing.outcome import Outcome
from autograder.testing.probes import Probe, load_probe
from autograder.testing.several import joined

_end = os._exit  # kept from student code that replaces it


def greeting() -> FrameWriter:
    """Says that the worker is shut in; sent before any student code runs."""
    return FrameWriter(b"+", ())


class _File:
    """Stands for the student's module until it exists: exceptions name its lines."""

    def __init__(self, job: Job) -> None:
        inside = tuple(os.path.join(job.folder, name) for name in job.files)
        self.__file__ = os.path.join(job.folder, job.module + ".py")
        self.__autograder_files__ = inside


def serve(channel: socket.socket, student: Student) -> None:
    """Answer until the judge hangs up."""
    job = student.job
    greeting().wait(channel)
    reader = FrameReader(job.size)
    while True:
        try:
            request = decode_request(reader.wait(channel), job.device)
        except Closed:
            _end(0)
        outcome = student.answer(request)
        _flush()
        try:
            frame = encode_answer(request, outcome, job.size)
        except Unsendable as error:
            frame = encode_answer(request, Outcome("unsendable", detail=str(error)), job.size)
        except MemoryError:
            frame = encode_answer(request, Outcome("memory"), job.size)
        frame.writer().wait(channel)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


class Student:
    """The student's module, and how it is asked."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.module: Any = _File(job)
        self.broken_line: Line | None = None

    def answer(self, request: Request) -> Outcome:
        try:
            return self._do(request)
        except KeyboardInterrupt as error:
            return Outcome("raised", raised=invoke.describe(error, self.module))

    def _do(self, request: Request) -> Outcome:
        if request.operation == "compile":
            return Outcome("returned", value=compiled(self.job.folder, self.job.files))
        if request.operation == "import":
            return self._import()
        forbid = self.job.forbid if request.watch else ()
        return watch.watched(self._action(request), forbid, self.module)

    def _action(self, request: Request) -> Callable[[], Outcome]:
        if request.operation == "call":
            return lambda: invoke.call(self.module, request.name, request.args, request.kwargs)
        function = load_probe(Probe(request.name, request.source))
        return lambda: invoke.probe(self.module, function, request.args)

    def _import(self) -> Outcome:
        outcome = invoke.run(self._load, {}, self.module)
        raised = outcome.raised
        if raised and self.broken_line and not raised.frames:
            outcome = replace(outcome, raised=replace(raised, frames=(self.broken_line,)))
        if outcome.kind in ("raised", "unwritten"):
            return replace(outcome, kind="import_failed")
        return replace(outcome, value=None)

    def _load(self) -> None:
        name, stand_in = self.job.module, self.module
        spec = importlib.util.spec_from_file_location(name, stand_in.__file__)
        if spec is None or spec.loader is None:
            raise ImportError(f"cannot import {name}")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
            others = [importlib.import_module(other) for other in self._others()]
        except SyntaxError as error:
            self.broken_line = _syntax_line(error)
            raise
        module.__dict__.setdefault("__autograder_files__", stand_in.__autograder_files__)
        self.module = joined(module, others)

    def _others(self) -> list[str]:
        """The other modules that were handed in, each at the top of the folder."""
        stems = [name.removesuffix(".py") for name in self.job.files if name.endswith(".py")]
        return [stem for stem in stems if stem.isidentifier() and stem != self.job.module]


def _syntax_line(error: SyntaxError) -> Line:
    """The broken line, with a caret below the place where Python gave up."""
    file = os.path.basename(str(error.filename or ""))
    raw = str(error.text or "").rstrip()[:300]
    text = raw.lstrip()
    column = int(error.offset or 0) - 1 - (len(raw) - len(text))
    if text and 0 <= column <= len(text):
        text += "\n" + " " * column + "^"
    return Line(file, int(error.lineno or 0), "", text)
