"""A worker's life: shut in, import the student's file, answer one request after another, end."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import random
import socket
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, NoReturn

from autograder.sandbox import kernel
from autograder.sandbox.confine import lend_streams, shut_in
from autograder.sandbox.folder import Folder
from autograder.sandbox.limits import Conditions, Isolation
from autograder.sandbox.stubs import CallBack, Line, put_in
from autograder.testing import invoke, watch
from autograder.testing.outcome import CodeLine, Outcome
from autograder.testing.probes import Probe, load_probe
from autograder.wire import Closed, Frame, Request, Unsendable, decode_request, encode_answer
from autograder.wire.encode import encode, library

_end = os._exit  # kept from student code that replaces it


def live(
    folder: Folder,
    conditions: Conditions,
    isolation: Isolation,
    channel: int,
    output: int,
    rules: int | None,
) -> NoReturn:
    """The whole life. The first word to the judge says whether the process could be shut in."""
    line = socket.socket(fileno=channel)
    try:
        kernel.be_called("worker")
        kept = {channel, output, *isolation.doors}
        kernel.close_all_but(kept if rules is None else {*kept, rules})
        lend_streams(output)
        sys.path[:0] = [folder.path, *conditions.support]
        sys.dont_write_bytecode = True
        sow(conditions.seed, conditions.device)
        shut_in(folder, conditions, isolation, rules)
        encode("").send(line)
    except BaseException as error:
        with contextlib.suppress(BaseException):
            encode(f"{type(error).__name__}: {error}"[:4000]).send(line)
        _end(1)
    try:
        serve(line, StudentModule(folder.path, conditions))
    finally:
        _end(1)


def serve(channel: socket.socket, student: StudentModule) -> None:
    """Answer until the judge hangs up."""
    device = student.conditions.device
    line = Line(channel, device)
    student.call_back = line.call_back
    while True:
        try:
            frame = line.question()
        except Closed:
            _end(0)
        outcome = student.answer(decode_request(frame, device))
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BaseException):
                stream.flush()
        sendable(outcome).send(channel, frame.number)


def sendable(outcome: Outcome) -> Frame:
    """An answer as it is sent; one that cannot be says why not."""
    try:
        return encode_answer(outcome)
    except Unsendable as error:
        return encode_answer(Outcome("unsendable", detail=str(error)))
    except MemoryError:
        return encode_answer(Outcome("memory"))


class StudentModule:
    """The student's module, and how it is asked."""

    def __init__(self, folder: str, conditions: Conditions) -> None:
        self.conditions = conditions
        # Stands for the module until that exists: exceptions name its lines.
        self.module: Any = SimpleNamespace(
            __file__=os.path.join(folder, conditions.module + ".py"),
            __autograder_files__=tuple(os.path.join(folder, name) for name in conditions.names),
        )
        self.broken_line: CodeLine | None = None
        self.call_back: CallBack | None = None
        self.randomness: tuple[Any, ...] = ()
        self.guard: Any = None  # what is forbidden is so as long as this is held

    def answer(self, request: Request) -> Outcome:
        """What comes of one request."""
        try:
            if request.operation == "import":
                return self._begin()
            if request.begin:
                restore(self.randomness, self.conditions.seed)
            if request.operation == "call":
                done = invoke.call(self.module, request.name, request.args, request.kwargs)
            else:
                function = load_probe(Probe(request.name, request.source))
                done = invoke.probe(self.module, function, request.args)
            return watch.judged(done)
        except KeyboardInterrupt as error:
            return Outcome("raised", raised=invoke.describe(error, self.module))

    def _begin(self) -> Outcome:
        """Import the file; what is forbidden is so from here on, in every thread."""
        if self.conditions.forbid:
            files = sorted(invoke.files_of(self.module))
            self.guard = watch.arm(self.conditions.forbid, files)
        outcome = invoke.run(self._load, {}, self.module)
        raised = outcome.raised
        if raised and self.broken_line and not raised.frames:
            outcome = replace(outcome, raised=replace(raised, frames=(self.broken_line,)))
        if outcome.kind in ("raised", "unwritten"):
            outcome = replace(outcome, kind="import_failed")
        self.randomness = randomness()
        return watch.judged(outcome)

    def _load(self) -> None:
        name, stand_in = self.conditions.module, self.module
        spec = importlib.util.spec_from_file_location(name, stand_in.__file__)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
            others = [importlib.import_module(other) for other in self._others()]
        except SyntaxError as error:
            self.broken_line = _syntax_line(error)
            raise
        if self.conditions.stand_ins and self.call_back:
            put_in([module, *others], self.conditions.stand_ins, self.call_back)
        module.__dict__.setdefault("__autograder_files__", stand_in.__autograder_files__)
        self.module = invoke.joined(module, others)

    def _others(self) -> list[str]:
        """The other modules that were handed in, each at the top of the folder."""
        names = self.conditions.names
        stems = [name.removesuffix(".py") for name in names if name.endswith(".py")]
        return [stem for stem in stems if stem.isidentifier() and stem != self.conditions.module]


def _syntax_line(error: SyntaxError) -> CodeLine:
    """The broken line, with a caret below the place where Python gave up."""
    file = os.path.basename(str(error.filename or ""))
    raw = str(error.text or "").rstrip()[:300]
    text = raw.lstrip()
    column = int(error.offset or 0) - 1 - (len(raw) - len(text))
    if text and 0 <= column <= len(text):
        text += "\n" + " " * column + "^"
    return CodeLine(file, int(error.lineno or 0), "", text)


def sow(seed: int, device: str = "cpu") -> None:
    """The same random numbers for every student; no more of the libraries is woken than needed."""
    random.seed(seed)
    numpy, torch = library("numpy"), library("torch")
    if numpy is not None:
        numpy.random.seed(seed % (1 << 32))
    if torch is not None:
        # `torch.manual_seed` looks at every kind of device first, which takes 20 ms.
        torch.default_generator.manual_seed(seed)
        if device != "cpu":
            _settle(torch)
            torch.cuda.manual_seed_all(seed)


def _settle(torch: Any) -> None:
    """Have a GPU compute as a CPU would: without shortened floats, the same twice."""
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.use_deterministic_algorithms(True, warn_only=True)


def randomness() -> tuple[Any, ...]:
    """Where all sources of random numbers stand."""
    numpy, torch = library("numpy"), library("torch")
    return (
        random.getstate(),
        numpy and numpy.random.get_state(),
        torch and torch.default_generator.get_state(),
        torch and torch.cuda.is_initialized() and torch.cuda.get_rng_state_all(),
    )


def restore(state: tuple[Any, ...], seed: int) -> None:
    """Put them back there, as if nobody had asked for any since."""
    numpy, torch = library("numpy"), library("torch")
    random.setstate(state[0])
    if numpy is not None and state[1] is not None:
        numpy.random.set_state(state[1])
    if torch is not None and state[2] is not None:
        torch.default_generator.set_state(state[2])
        if state[3]:
            torch.cuda.set_rng_state_all(state[3])
        elif torch.cuda.is_initialized():
            torch.cuda.manual_seed_all(seed)  # as `sow` left it: no test had woken the GPU then
