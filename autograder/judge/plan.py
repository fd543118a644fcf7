"""What each test asks, found out once by running it against the reference.

A worker whose answers are the reference's, byte for byte, has passed the test without its body
being run again: a body is a deterministic function of the answers. `verify` proves that it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.judge.answers import Answers
from autograder.judge.suite import Suite, TestFacts
from autograder.sandbox import question
from autograder.sandbox.worker import sow
from autograder.testing.arrays import is_array, leaves_in
from autograder.testing.check import Case, Run
from autograder.testing.outcome import Call, Outcome
from autograder.wire.encode import Unsendable
from autograder.wire.frames import Frame
from autograder.wire.messages import decode_answer, encode_answer

WORD = 8  # characters: a text as short is taken for a choice among a few
FEW = 32  # bits: answers that hold less could be guessed at a second try


@dataclass
class Plan:
    """The questions of one test, ready to be sent, and the reference's answers as they would come."""

    questions: list[Frame] = field(default_factory=list)
    answers: list[Frame] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    leaderboard: list[dict[str, Any]] = field(default_factory=list)
    bits: float = 0.0

    @property
    def guessable(self) -> bool:
        """Whether its right answers are so few that being told "wrong" once gives them away."""
        return self.bits < FEW


def plan_all(suite: Suite, answers: Answers, device: str) -> Mapping[str, Plan]:
    """A plan for each test that the reference passes.

    Tests with limits of their own have none: they are dear to run, and no worker is asked others'
    with them.
    """
    cheap = [f for f in suite.facts if not (f.marks.seconds or f.marks.memory)]
    plans = {facts.id: plan(suite, facts, answers, device) for facts in cheap}
    return {name: made for name, made in plans.items() if made is not None}


def plan(
    suite: Suite, facts: TestFacts, answers: Answers, device: str, seed: int = 0
) -> Plan | None:
    """Run a test's body against the reference; None where that does not pass."""
    sow(seed)
    made = Plan()

    def reference(call: Call) -> Outcome:
        """Its answer, in the form in which a worker's answers come."""
        made.questions.append(question(call, not made.questions))
        outcome = answers.expected(call)
        try:
            made.answers.append(encode_answer(outcome))
        except Unsendable as error:
            return Outcome("unsendable", detail=str(error))
        made.bits += bits_of(outcome.value) if outcome.kind == "returned" else 1
        return decode_answer(made.answers[-1])

    done = suite.call(facts, Run(facts.problem, reference, answers.expected, device))
    made.cases, made.leaderboard = done.cases, done.leaderboard
    whole = len(made.answers) == len(made.questions)
    return made if whole and done.status == "passed" else None


def bits_of(value: Any) -> float:
    """About how many bits one would have to guess to get a value right."""
    return sum(map(_bits_of_one, leaves_in(value)))


def _bits_of_one(value: Any) -> float:
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, (str, bytes)):
        return 2 if len(value) <= WORD else 8 * len(value)
    if isinstance(value, int):
        return value.bit_length() + 1
    if isinstance(value, float):
        return (value.is_integer() and int(value).bit_length() + 1) or FEW
    return bits_of(value.reshape(-1)[:FEW].tolist()) if is_array(value) else FEW


def undetermined(
    suite: Suite, answers: Answers, device: str, plans: Mapping[str, Plan]
) -> list[str]:
    """A sentence for each test whose questions are others when it runs again.

    Its inputs come from somewhere else than `rng` and the answers: two students would be asked
    different things, and a test that was passed could be lost.
    """
    found = []
    for facts in suite.facts:
        first = plans.get(facts.id)
        # Other random numbers, should it draw any that are not its own.
        second = plan(suite, facts, answers, device, seed=1) if first else None
        if first and (fault := _differs(first, second)):
            found.append(f"{facts.id}: {fault}: take every random input from the fixture `rng`")
    return found


def _differs(first: Plan, second: Plan | None) -> str:
    if second is None:
        return "the reference passes it only sometimes"
    if len(first.questions) != len(second.questions):
        return "it asks more questions at one time than at another"
    for number, (one, other) in enumerate(zip(first.questions, second.questions), 1):
        if not one.says_the_same(other):
            return f"its question {number} is another one each time"
    return ""
