"""While a worker answers, it may ask the judge; whatever else it tries with that ends it."""

from __future__ import annotations

import textwrap
from contextlib import closing
from typing import Any

import pytest
import torch

from autograder.judge import standins
from autograder.judge.standins import StandIn
from autograder.sandbox import Keeper, Limits
from autograder.testing.outcome import Outcome


class Reference:
    """What the judge has."""

    @staticmethod
    def double(x: Any, times: int = 1) -> Any:
        if times < 0:
            raise ValueError(f"times must not be negative, got {times}")
        return x * 2**times

    @staticmethod
    def slow(x: Any) -> Any:
        while True:
            pass

    @staticmethod
    def large(x: int) -> Any:
        return torch.zeros(x)

    @staticmethod
    def secret(x: Any) -> Any:
        return "never asked for"


def ask(
    keeper: Keeper, source: str, *args: Any, names: tuple[str, ...] = ("double",), **limits: Any
) -> tuple[Outcome, StandIn]:
    """What comes of `f(*args)` where the judge stands in for these functions."""
    files = {"work.py": textwrap.dedent(source).encode()}
    wide = Limits(**{"seconds": 20.0, **limits})
    terms: dict[str, Any] = {"module": "work", "files": files, "limits": wide}
    with (
        keeper.worker(**terms, stand_ins=names) as worker,
        closing(StandIn(Reference, names)) as lent,
    ):
        imported = worker.start()
        worker.stand_in = lent.answer
        return (worker.call("f", args) if imported.kind == "returned" else imported), lent


LINE = """
import sys
def line():
    frame = sys._getframe()
    while "line" not in frame.f_locals or not hasattr(frame.f_locals["line"], "call_back"):
        frame = frame.f_back
    return frame.f_locals["line"]
def double(x, times=1): raise KeyError("the student's own")
"""


def test_a_wrong_function_is_right_wherever_the_file_knows_it(keeper: Keeper) -> None:
    source = LINE + "also = double\ndef f(x): return double(x), also(x, times=2), x"
    outcome, lent = ask(keeper, source, torch.ones(2, dtype=torch.float64))
    assert [each.tolist() for each in outcome.value] == [[2, 2], [4, 4], [1, 1]]
    assert outcome.value[0].dtype is torch.float64
    assert lent.asked == {"double": 2}


def test_what_the_reference_raises_is_raised_without_a_line_of_it(keeper: Keeper) -> None:
    source = (
        LINE
        + """
def f(x):
    import traceback
    try: double(x, -3)
    except ValueError as error: return str(error), "".join(traceback.format_exception(error))
"""
    )
    outcome, _ = ask(keeper, source, 1)
    said, shown = outcome.value
    assert said == "times must not be negative, got -3"
    assert "times < 0" not in shown


def test_a_function_cannot_be_sent_back(keeper: Keeper) -> None:
    outcome, lent = ask(keeper, LINE + "def f(x): return double(lambda: x)", 1)
    assert (outcome.kind, outcome.raised and outcome.raised.type) == ("raised", "Unsendable")
    assert lent.asked == {}


BREACHES = {
    "a function that is not named": "def f(x): return line().call_back('secret', (x,), {}).value",
    "the function that is asked": "def f(x): return line().call_back('f', (x,), {}).value",
    "something that is no call": """
        def f(x):
            from autograder.wire.encode import encode
            encode('double').send(line().channel, line().number | 1 << 63)
            return line().reader.wait(line().channel).number
    """,
    "another question's number": """
        def f(x):
            line().number += 1
            return double(x)
    """,
    "a reply of its own making": """
        def f(x):
            from autograder.wire.messages import encode_answer
            from autograder.testing.outcome import Outcome
            made = encode_answer(Outcome('returned', value=2))
            made.send(line().channel, line().number | 1 << 63)
            return double(x)
    """,
    "without an end": "def f(x):\n    while True: double(x)",
    "an argument too large": "def f(x):\n    import torch\n    return double(torch.zeros(5 << 20))",
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_worker_that_abuses_calls_back_is_ended(
    keeper: Keeper, breach: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standins, "CALLS", 300)
    outcome, lent = ask(keeper, LINE + textwrap.dedent(BREACHES[breach]), 1)
    assert outcome.kind == "protocol", outcome
    assert not {"secret", "f"} & lent.asked.keys()


def test_nothing_is_answered_while_a_file_is_imported(keeper: Keeper) -> None:
    outcome, lent = ask(
        keeper, LINE + "line().call_back('double', (1,), {})\ndef f(x): return 2", 1
    )
    assert outcome.kind == "protocol"
    assert lent.asked == {}


def test_calls_from_threads_wait_for_one_another(keeper: Keeper) -> None:
    source = (
        LINE
        + """
def f(x):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(8) as pool: return sorted(pool.map(double, range(40)))
"""
    )
    outcome, _ = ask(keeper, source, 1)
    assert outcome.value == [2 * x for x in range(40)]


def test_a_call_after_the_answer_is_a_breach_at_the_next_question(keeper: Keeper) -> None:
    source = (
        LINE
        + """
import threading, time
def late(line, number):
    time.sleep(0.3)
    line.number = number
    try: line.call_back("double", (1,), {})
    except Exception: pass
def f(x):
    threading.Thread(target=late, args=(line(), line().number), daemon=True).start()
    return x
def wait(x):
    time.sleep(0.6)
    return x
"""
    )
    files = {"work.py": source.encode()}
    with (
        keeper.worker(module="work", files=files, stand_ins=("double",)) as worker,
        closing(StandIn(Reference, ("double",))) as lent,
    ):
        worker.start()
        worker.stand_in = lent.answer
        assert worker.call("f", (1,)).value == 1
        assert worker.call("wait", (1,)).kind == "protocol"
    assert lent.asked == {}


@pytest.mark.parametrize(("name", "x"), [("slow", 1), ("large", 1 << 30), ("large", 6 << 20)])
def test_what_the_reference_cannot_answer_in_bounds_ends_the_worker(
    keeper: Keeper, name: str, x: int
) -> None:
    """For ever, out of memory, or an answer too large to be sent: never the judge's own trouble."""
    source = LINE + f"def {name}(x): return 0\ndef f(x): return {name}(x)"
    with (
        keeper.worker(
            module="work", files={"work.py": source.encode()}, stand_ins=(name,)
        ) as worker,
        closing(StandIn(Reference, (name,), left=1.0)) as lent,
    ):
        worker.start()
        worker.stand_in = lent.answer
        assert worker.call("f", (x,)).kind == "protocol"


def test_time_that_the_judge_takes_is_not_the_students(keeper: Keeper) -> None:
    class Thinking(StandIn):
        def answer(self, call: Any) -> Any:
            import time

            time.sleep(0.5)
            return super().answer(call)

    source = LINE + "def f(x): return [double(x) for _ in range(4)]"
    files = {"work.py": source.encode()}
    limits = Limits(seconds=1.0)
    with (
        keeper.worker(module="work", files=files, limits=limits, stand_ins=("double",)) as worker,
        closing(Thinking(Reference, ("double",))) as lent,
    ):
        worker.start()
        worker.begin(1.0)
        worker.stand_in = lent.answer
        assert worker.call("f", (1,)).value == [2, 2, 2, 2]
