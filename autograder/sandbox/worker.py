"""A worker's life: shut in, import the student's file, answer one request after another, end."""

from __future__ import annotations

import builtins
import contextlib
import importlib
import importlib.util
import multiprocessing
import os
import random
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any, NoReturn

from autograder.sandbox import kernel
from autograder.sandbox.confine import lend_streams, shut_in
from autograder.sandbox.limits import Conditions, Isolation
from autograder.testing import invoke, watch
from autograder.testing.outcome import Call, Outcome, Raised
from autograder.wire.encode import Unsendable, encode, library
from autograder.wire.frames import Closed, Frame, FrameReader
from autograder.wire.messages import (
    BACK,
    TO_IMPORT,
    decode_answer,
    decode_request,
    encode_answer,
    encode_call,
)

CallBack = Callable[[str, tuple[Any, ...], dict[str, Any]], Outcome]

_end = os._exit  # kept from student code that replaces it


def live(
    conditions: Conditions, isolation: Isolation, channel: int, output: int, rules: int | None
) -> NoReturn:
    """The whole life. The first word to the judge says whether the process could be shut in."""
    line = socket.socket(fileno=channel)
    try:
        kernel.be_called("worker")
        kernel.close_all_but({channel, output, rules or channel, *isolation.doors})
        lend_streams(output)
        sys.path[:0] = [conditions.folder, *conditions.support]
        sys.dont_write_bytecode = True
        if kernel.LINUX:
            # Python 3.14 starts children afresh by default: they would load all libraries again,
            # and those in folders that only the keeper can open not at all.
            multiprocessing.context._default_context._default_context = (  # type: ignore[attr-defined]
                multiprocessing.get_context("fork")
            )
        sow(conditions.seed, conditions.device)
        shut_in(conditions, isolation, rules)
        encode("").send(line)
    except BaseException as error:
        with contextlib.suppress(BaseException):
            encode(f"{type(error).__name__}: {error}"[:4000]).send(line)
        _end(1)
    try:
        serve(line, conditions)
    finally:
        _end(1)


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


def serve(channel: socket.socket, conditions: Conditions) -> None:
    """Answer until the judge hangs up."""
    line = Line(channel, conditions.device)
    student = StudentModule(conditions, line.call_back)
    while True:
        try:
            frame = line.question()
        except Closed:
            _end(0)
        outcome = student.answer(*decode_request(frame, conditions.device))
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

    def __init__(self, conditions: Conditions, call_back: CallBack) -> None:
        self.conditions, self.call_back = conditions, call_back
        # Stands for the module until that exists: exceptions name its lines.
        places = [os.path.join(conditions.folder, name) for name in conditions.names]
        self.module: Any = SimpleNamespace(
            __file__=os.path.join(conditions.folder, conditions.module + ".py"),
            __autograder_files__=tuple(places),
        )
        self.back: list[Callable[[], object]] = []  # to where random numbers stood at first

    def answer(self, call: Call, begin: bool) -> Outcome:
        """What comes of one request."""
        try:
            if call.function == TO_IMPORT:
                return self._begin()
            if begin:
                for put_back in self.back:
                    put_back()
            return watch.judged(invoke.ask(self.module, call))
        except KeyboardInterrupt as error:
            return Outcome("raised", raised=invoke.describe(error, self.module))

    def _begin(self) -> Outcome:
        """Import the file; what is forbidden is so from here on, in every thread."""
        watch.close(self.conditions.forbid, invoke.files_of(self.module))
        outcome = invoke.run(self._load, {}, self.module)
        if outcome.kind in ("raised", "unwritten"):
            outcome = replace(outcome, kind="import_failed")
        self.back = randomness(self.conditions.seed)
        return watch.judged(outcome)

    def _load(self) -> None:
        name, stand_in = self.conditions.module, self.module
        spec = importlib.util.spec_from_file_location(name, stand_in.__file__)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        others = [importlib.import_module(other) for other in self._others()]
        if self.conditions.stand_ins:
            put_in([module, *others], self.conditions.stand_ins, self.call_back)
        module.__dict__.setdefault("__autograder_files__", stand_in.__autograder_files__)
        self.module = invoke.joined(module, others)

    def _others(self) -> list[str]:
        """The other modules that were handed in, each at the top of the folder."""
        names = self.conditions.names
        stems = [name.removesuffix(".py") for name in names if name.endswith(".py")]
        return [stem for stem in stems if stem.isidentifier() and stem != self.conditions.module]


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


def randomness(seed: int) -> list[Callable[[], object]]:
    """What puts every source of random numbers back to where it stands now."""
    numpy, torch = library("numpy"), library("torch")
    back: list[Callable[[], object]] = [partial(random.setstate, random.getstate())]
    if numpy is not None:
        back.append(partial(numpy.random.set_state, numpy.random.get_state()))
    if torch is not None:
        back.append(partial(torch.default_generator.set_state, torch.default_generator.get_state()))
        cuda = torch.cuda
        if cuda.is_initialized():
            back.append(partial(cuda.set_rng_state_all, cuda.get_rng_state_all()))
        else:  # no test has woken the GPU yet: it stands as `sow` would leave it
            back.append(lambda: cuda.is_initialized() and cuda.manual_seed_all(seed))
    return back
