"""`check` and `student`: the one seam between a test and the code under test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.testing import show, tell
from autograder.testing.arrays import own_copy
from autograder.testing.compare import Difference, Tolerance, compare, precision_of
from autograder.testing.invoke import ask, probe_of
from autograder.testing.outcome import Call, Failure, Mismatch, NoAnswer, Outcome, WrongRaise
from autograder.testing.watch import watched

UNSET: Any = object()
ORDER = ("first", "second", "third", "fourth", "fifth")


# Whatever runs the student's code: this very process, or a worker in another one.
Backend = Callable[[Call], Outcome]


@dataclass
class Case:
    """One thing asked of the student's code, what came back, and what was due."""

    call: Call
    outcome: Outcome
    expected: Outcome | None = None  # the reference's, where there is one
    tolerance: Tolerance = field(default_factory=Tolerance)
    precision: str = "float64"
    mentions: tuple[Any, ...] = ()  # what the message of an exception should name, one of them
    right: bool = False  # compared, and found right

    def names_its_cause(self, outcome: Outcome) -> bool:
        """Whether the exception's message lets the value at fault be read."""
        message = outcome.raised.message if outcome.raised else ""
        return not self.mentions or any(_mentions(message, word) for word in self.mentions)


@dataclass
class Run:
    """What `check` and `student` share during one test."""

    problem: str
    backend: Backend
    expected: Callable[[Call], Outcome | None] = lambda call: None  # the reference, where it is
    device: str | None = None  # where tensors should come back; None: not looked at
    cases: list[Case] = field(default_factory=list)
    held: list[Failure] | None = None  # wrong answers of a block that asks on; None outside of one


class Student:
    """`student.f(...)` calls the student's f; `student.probe(function, *data)` runs a probe."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def ask(*args: Any, **kwargs: Any) -> Any:
            return _value(_ask(self._run, Call(name, args, tuple(kwargs.items()))))

        return ask

    def probe(self, function: Callable[..., Any], *data: Any) -> Any:
        """Run `function(module, *data)` next to the student's code; get plain data back."""
        return _value(_ask(self._run, _probe(self._run, function, data)))


class Check:
    """`check.f(...)` calls the student's f and the reference's, and compares."""

    def __init__(self, run: Run, tolerance: Tolerance = Tolerance()) -> None:
        self._run = run
        self._tolerance = tolerance

    def __call__(
        self, *, atol: float | None = None, rtol: float | None = None, exact: bool = False
    ) -> Check:
        """A check with a tolerance of its own: `check(exact=True).f(...)`."""
        return Check(self._run, Tolerance(atol, rtol, exact))

    def __getattr__(self, name: str) -> _CheckedFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return _CheckedFunction(self._run, self._tolerance, name)

    def probe(self, function: Callable[..., Any], *data: Any, expect: Any = UNSET) -> Any:
        """Run a probe beside the student's code and beside the reference; compare what they give."""
        case = _ask(self._run, _probe(self._run, function, data))
        return _or_held(self._run, case, lambda: _judge(self._run, case, self._tolerance, expect))

    def facts(
        self,
        function: Callable[..., Any],
        *data: Any,
        wrong: str = "this is not as it should be: {}",
    ) -> None:
        """Like probe; of a dict, the name of the entry that is wrong is told, not what was found."""
        case = _ask(self._run, _probe(self._run, function, data))

        def judge() -> None:
            try:
                _judge(self._run, case, self._tolerance, UNSET)
            except Mismatch as error:
                raise _about_a_fact(error, wrong, case) from None

        _or_held(self._run, case, judge)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Tell the first wrong answer of this block when all are there: a diagnosis needs many."""
        held: list[Failure] = []
        self._run.held = held
        try:
            yield
        except Exception:
            if not held:  # else it may well follow from what is wrong already
                raise
        finally:
            self._run.held = None
        if held:
            raise held[0]


@dataclass(frozen=True)
class _CheckedFunction:
    run: Run
    tolerance: Tolerance
    name: str

    def __call__(self, *args: Any, expect: Any = UNSET, **kwargs: Any) -> Any:
        case = _ask(self.run, Call(self.name, args, tuple(kwargs.items())))
        return _or_held(self.run, case, lambda: _judge(self.run, case, self.tolerance, expect))

    def raises(
        self, error: type[BaseException], *args: Any, mentions: Any = None, **kwargs: Any
    ) -> None:
        """The call must raise `error`, with one of `mentions` readable in its message."""
        case = _ask(self.run, Call(self.name, args, tuple(kwargs.items())))
        case.expected = self.run.expected(case.call)
        if mentions is not None:
            case.mentions = mentions if isinstance(mentions, tuple) else (mentions,)
        _or_held(self.run, case, lambda: self._must_raise(error, case))

    def _must_raise(self, error: type[BaseException], case: Case) -> None:
        outcome = case.outcome
        if outcome.kind == "returned":
            value = show.typed(outcome.value)
            value = value if len(value) <= 80 else value[:79] + "…"
            sentence = f"expected {error.__name__}, but the call returned {value}"
            raise WrongRaise(sentence, case.call, outcome)
        if outcome.kind != "raised" or outcome.raised is None:
            raise NoAnswer(tell.no_answer(outcome, self.name), case.call, outcome)
        raised = outcome.raised
        if error.__name__ not in raised.bases:
            sentence = f"expected {error.__name__}, but `{self.name}` raised {tell.raised(raised)}"
            raise WrongRaise(sentence, case.call, outcome)
        if not case.names_its_cause(outcome):
            sentence = (
                f"the message of your {raised.type} should name the value at fault"
                f" ({' or '.join(map(str, case.mentions))}), but reads: {raised.message or '(empty)'}"
            )
            raise WrongRaise(sentence, case.call, outcome)


def _or_held(run: Run, case: Case, judge: Callable[[], Any]) -> Any:
    """The verdict; in a block that asks on, a wrong answer waits for the others."""
    try:
        found = judge()
    except Failure as error:
        if run.held is None or case.outcome.kind not in ("returned", "raised"):
            raise
        run.held.append(error)
        return case.outcome.value
    case.right = True
    return found


def _about_a_fact(error: Mismatch, wrong: str, case: Case) -> Failure:
    """The same, about the first wrong entry of a dict by its name."""
    got, due = error.got, error.expected
    if isinstance(got, dict) and isinstance(due, dict):
        for name, value in due.items():
            if name not in got or compare(got[name], value, case.tolerance, case.precision):
                return Failure(wrong.format(name), error.call, error.outcome)
    return error


def _probe(run: Run, function: Callable[..., Any], data: tuple[Any, ...]) -> Call:
    return Call(run.problem, data, probe=probe_of(function))


def _ask(run: Run, call: Call) -> Case:
    # A copy: what a test does to its inputs afterwards must not change what was asked.
    kept = _own(call)
    precision = precision_of([kept.args, [value for _, value in kept.kwargs]])
    case = Case(kept, run.backend(call), precision=precision)
    run.cases.append(case)
    return case


def _own(call: Call) -> Call:
    return replace(call, args=own_copy(call.args), kwargs=own_copy(call.kwargs))


def _value(case: Case) -> Any:
    if case.outcome.kind != "returned":
        said = tell.no_answer(case.outcome, case.call.function)
        raise NoAnswer(said, case.call, case.outcome)
    return case.outcome.value


def _judge(run: Run, case: Case, tolerance: Tolerance, expect: Any) -> Any:
    """The whole ladder; returns the student's result."""
    case.tolerance = tolerance
    if expect is UNSET:
        case.expected = run.expected(case.call)
        if case.expected is None:
            raise Failure(f"this test needs `expect=`: {case.call.function} has no reference here")
        if case.expected.kind != "returned":
            reason = tell.no_answer(case.expected, case.call.function)
            raise Failure(f"the reference itself gave no answer: {reason}")
        expect = case.expected.value
    else:
        case.expected = Outcome("returned", value=expect)
    call, outcome = case.call, case.outcome
    got = _value(case)
    difference = compare(got, expect, tolerance, case.precision, run.device)
    if difference is None and outcome.changed:
        which = _argument(outcome.changed[0])
        difference = Difference("inputs", f"the call changed its input {which}: work on a copy")
    elif difference is None and outcome.shared:
        which = _argument(outcome.shared[0])
        sentence = f"the result shares its memory with the input {which}: give a new tensor back"
        difference = Difference("memory", sentence)
    if difference is not None:
        raise Mismatch(difference, call, outcome, expect)
    return got


def ask_module(module: Any, call: Call) -> Outcome:
    """What a module of this process (the reference, a misconception) answers to a call."""
    # Copies, as on the way to a worker: what the module writes into must not reach the test.
    return ask(module, _own(call))


def _mentions(message: str, word: Any) -> bool:
    """Whether a value can be read in a message; 1 cannot be read in 10."""
    if isinstance(word, int):
        return re.search(rf"(?<!\d){re.escape(str(word))}(?!\d)", message) is not None
    return str(word) in message


def _argument(key: int | str) -> str:
    if isinstance(key, str):
        return f"`{key}`"
    return f"({ORDER[key] if key < len(ORDER) else key + 1} argument)"


@dataclass(frozen=True)
class InProcess:
    """The backend of the student's folder: the module is right here."""

    module: Any
    forbid: tuple[str, ...] = ()

    def __call__(self, call: Call) -> Outcome:
        return watched(lambda: ask_module(self.module, call), self.forbid, self.module)
