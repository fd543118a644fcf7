"""What a failing check knows. Failures carry data; renderers make words and pictures of them.

Failure(AssertionError)
 ├ Mismatch      the call came back, and the answer is not the right one
 ├ WrongRaise    it should have raised, or raised something else
 └ NoAnswer      there is no answer to compare: not written, raised, timed out, …
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.testing.outcome import Outcome


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

    def __init__(
        self,
        sentence: str,
        call: Call,
        outcome: Outcome,
        *,
        rung: str,
        got: Any = None,
        expected: Any = None,
        tolerance: tuple[float, float] = (0.0, 0.0),
    ):
        super().__init__(sentence, call, outcome)
        self.rung = rung
        self.got = got
        self.expected = expected
        self.tolerance = tolerance


class WrongRaise(Failure):
    """An exception was due and did not come, or came as another, or did not name its cause."""


class NoAnswer(Failure):
    """Nothing came back that could be compared."""


class Blocked(Exception):
    """A test that cannot be run until another problem is solved."""
