"""What came of asking the student's code to do one thing: plain facts, no judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

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
    "crashed",  # the process was ended by a signal (number in `code`)
    "protocol",  # an answer that is no answer: the process spoke out of turn
    "setup",  # the grader itself could not do its part; never the student's fault
]


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
