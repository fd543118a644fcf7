"""What came of asking the student's code to do one thing, and what a failing check knows of it.

An Outcome is plain facts, no judgement. Failures carry data; renderers make words and pictures of them.

Failure(AssertionError)
 ├ Mismatch      the call came back, and the answer is not the right one
 ├ WrongRaise    it should have raised, or raised something else
 └ NoAnswer      there is no answer to compare: not written, raised, timed out, …
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.testing.compare import Difference

Kind = Literal[
    "returned",  # a value came back
    "raised",  # the student's code raised an exception
    "missing",  # the file has no such function
    "unwritten",  # the stub is still a stub
    "import_failed",  # the student's file could not be imported
    "forbidden",  # a forbidden library operation was used
    "unsendable",  # what came back is not plain data
    "timeout",  # no answer within the time limit
    "memory",  # more memory asked for than allowed
    "exited",  # the process ended itself (exit code in `code`)
    "crashed",  # ended by a signal (number in `code`), or for what it did (in `detail`)
    "protocol",  # an answer that is no answer: the process spoke out of turn
]

# Among an outcome's `extras`: it came of the file's top level, before anything was asked.
AT_IMPORT = "at import"


@dataclass(frozen=True)
class CodeLine:
    """One line of the student's own code on the way to an exception."""

    file: str
    line: int
    function: str
    text: str = ""


@dataclass(frozen=True)
class Raised:
    """An exception, as text; the object itself never leaves the student's process."""

    type: str
    message: str = ""
    bases: tuple[str, ...] = ()
    frames: tuple[CodeLine, ...] = ()

    @property
    def line(self) -> int | None:
        """The student's own last line on the way to the exception."""
        return self.frames[-1].line if self.frames else None

    @property
    def on_purpose(self) -> bool:
        """Whether it ends in a `raise` of the student's own, rather than by accident."""
        return bool(self.frames) and self.frames[-1].text.startswith("raise ")


@dataclass(frozen=True)
class Outcome:
    """The whole answer to one call or probe."""

    kind: Kind
    value: Any = None
    raised: Raised | None = None
    changed: tuple[int | str, ...] = ()  # arguments (position or name) that the call changed
    shared: tuple[int | str, ...] = ()  # arguments that the result shares memory with
    code: int | None = None
    detail: str = ""  # a type's name, an operation's name, a limit
    printed: str = ""
    seconds: float = 0.0
    extras: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One call as it was made: enough to show it, and to make it again."""

    function: str
    args: tuple[Any, ...] = ()
    kwargs: tuple[tuple[str, Any], ...] = ()
    probe: Any = None  # the Probe, where a probe was run instead of a function


class Failure(AssertionError):
    """A check that did not hold; `call` and `outcome` say what was asked and what came."""

    def __init__(self, sentence: str, call: Call | None = None, outcome: Outcome | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.call = call
        self.outcome = outcome


class Mismatch(Failure):
    """The answer differs on one rung of the ladder: type, shape, dtype, finite, values, effects."""

    def __init__(self, difference: Difference, call: Call, outcome: Outcome, expected: Any = None):
        super().__init__(difference.sentence, call, outcome)
        self.rung, self.wrong = difference.rung, difference.wrong
        self.place = difference.place  # of the first one: indices and keys, from the outside in
        self.got, self.expected = outcome.value, expected


class WrongRaise(Failure):
    """An exception was due and did not come, or came as another, or did not name its cause."""


class NoAnswer(Failure):
    """Nothing came back that could be compared."""


class Blocked(Exception):
    """A test that cannot be run until another problem is solved."""
