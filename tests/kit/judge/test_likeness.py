"""When two answers are alike: wholly, or in what the code does besides answering."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from autograder.judge.diagnosis import diagnose
from autograder.judge.ideas import Idea
from autograder.judge.likeness import form_of, same
from autograder.judge.suite import TestRun
from autograder.testing.check import Case
from autograder.testing.digests import looks_like
from autograder.testing.marks import Marks
from autograder.testing.outcome import Call, Outcome

BIG = 10**20
RIGHT = Outcome("returned", value={"a": (BIG + 1, 2)})


def _case(outcome: Outcome) -> Case:
    return Case(Call("f", (1,)), outcome)


@pytest.mark.parametrize(
    ("outcome", "form"),
    [
        (RIGHT, ()),
        (Outcome("returned", value={"a": (BIG, 2)}), ("digits",)),
        (Outcome("returned", value={"a": (BIG + 1, 3)}), None),
        (Outcome("returned", value={"a": (float(BIG), 2)}), None),
        (Outcome("returned", value={"b": (BIG, 2)}), None),
        (Outcome("returned", value=RIGHT.value, changed=(0,), shared=(0,)), ("inputs", 0)),
        (Outcome("returned", value=RIGHT.value, shared=("x",)), ("memory", "x")),
        (Outcome("returned", value={"a": (7, 2)}, changed=(0,)), None),
        (Outcome("timeout"), None),
    ],
)
def test_an_answer_that_is_wrong_in_its_numbers_has_no_form(outcome, form) -> None:
    assert form_of(outcome, RIGHT, _case(outcome)) == form
    assert same(outcome, outcome, _case(outcome))


def test_digits_are_compared_at_any_size() -> None:
    huge = Outcome("returned", value=10**600)
    for lost, form in ((1, ("digits",)), (10**592, None)):
        outcome = Outcome("returned", value=10**600 - lost)
        assert form_of(outcome, huge, _case(outcome)) == form


def _diagnosed(
    student: list[Outcome],
    *ideas: list[Outcome],
    due: Outcome = RIGHT,
    base: str = "",
) -> tuple[str, ...]:
    """What ideas about `f` say to a student; all by their answers to the same calls."""
    calls = [Call("f", (number,)) for number in range(len(student))]
    cases = [Case(call, outcome) for call, outcome in zip(calls, student)]
    names = ("one", "two", "three")
    answers: Any = SimpleNamespace(
        ideas=[
            Idea(name, "It is so", "", ("f",), "f.py", "", "f.md") for name, _ in zip(names, ideas)
        ],
        load_ideas=lambda: None,
        costing=lambda problem: {"c"},
        reference=SimpleNamespace(),
        expected=lambda call: due,
        knows=lambda *_: True,
        mistaken=lambda idea, call: ideas[names.index(idea.name)][call.args[0]],
    )
    marks = Marks(builds_on=("g",))
    facts: Any = SimpleNamespace(problem="f", id="t", marks=marks)
    runs = [TestRun(facts, "failed", cases=cases)]
    if base:
        runs.append(TestRun(SimpleNamespace(problem=base, id="b", marks=marks), "failed"))  # type: ignore[arg-type]
    found = diagnose(runs, answers)
    return tuple(each.name for each in found["f"].ideas) if "f" in found else ()


YES, NO = Outcome("returned", value=True), Outcome("returned", value=False)


def test_flags_that_many_mistakes_share_are_no_name() -> None:
    one_in_nine, two_in_nine = [NO, *[YES] * 8], [NO, NO, *[YES] * 7]
    assert _diagnosed(one_in_nine, one_in_nine, due=YES) == ()
    assert _diagnosed(two_in_nine, two_in_nine, due=YES) == ("one",)
    assert _diagnosed(two_in_nine, two_in_nine, two_in_nine, due=YES) == ()


def test_real_values_are_a_name_for_all_that_give_them() -> None:
    value = [Outcome("returned", value=0.12345)]
    assert _diagnosed(value, value, value, due=Outcome("returned", value=0.5)) == ("one", "two")


def test_a_small_number_beside_the_right_one_is_anybodys() -> None:
    near, far = [Outcome("returned", value=9)], [Outcome("returned", value=900)]
    assert _diagnosed(near, near, due=Outcome("returned", value=8)) == ()
    assert _diagnosed(far, far, due=Outcome("returned", value=8)) == ("one",)


def test_what_may_follow_from_another_function_is_blamed_on_nobody() -> None:
    assert _diagnosed([OTHER], [OTHER], base="h") == ("one",)
    assert _diagnosed([OTHER], [OTHER], base="g") == ()
    assert _diagnosed([OTHER], [OTHER], base="c") == ()


CHANGED = Outcome("returned", value=RIGHT.value, changed=(0,))
CHANGED_TOO = Outcome("returned", value=RIGHT.value, changed=(0,), shared=(0,))
ROUNDED = Outcome("returned", value={"a": (BIG, 2)})
OTHER = Outcome("returned", value={"a": (7, 2)})


def test_an_idea_that_does_the_same_besides_answering_is_named() -> None:
    assert _diagnosed([CHANGED, RIGHT], [CHANGED_TOO, RIGHT]) == ("one",)
    assert _diagnosed([CHANGED, RIGHT], [CHANGED_TOO, CHANGED_TOO]) == ("one",)
    assert _diagnosed([ROUNDED], [Outcome("returned", value={"a": (BIG + 2, 2)})]) == ("one",)


def test_an_idea_that_is_wrong_elsewhere_or_otherwise_is_not() -> None:
    assert _diagnosed([CHANGED, RIGHT], [RIGHT, CHANGED_TOO]) == ()
    assert _diagnosed([CHANGED, RIGHT], [CHANGED_TOO, OTHER]) == ()
    assert _diagnosed([ROUNDED, RIGHT], [CHANGED_TOO, RIGHT]) == ()
    assert _diagnosed([OTHER, CHANGED], [ROUNDED, CHANGED]) == ()


DUE, MINE, YOURS, NEITHER = (Outcome("returned", value=x) for x in (0.5, 0.123, 0.987, 0.25))
BOTH = [MINE, YOURS, NEITHER, DUE]
FIRST, SECOND = [MINE, DUE, MINE, DUE], [DUE, YOURS, YOURS, DUE]


def test_two_ideas_at_once_are_named_where_each_has_answers_of_its_own() -> None:
    assert _diagnosed(BOTH, FIRST, SECOND, due=DUE) == ("one", "two")
    assert _diagnosed(BOTH[1:], FIRST[1:], SECOND[1:], due=DUE) == ()  # the first has none
    assert _diagnosed(BOTH, FIRST, [DUE, YOURS, YOURS, YOURS], due=DUE) == ()
    assert _diagnosed(BOTH, FIRST, [DUE, YOURS, DUE, DUE], due=DUE) == ()  # one case is nobody's
    assert _diagnosed(BOTH, FIRST, [NEITHER, YOURS, YOURS, DUE], due=DUE) == ()
    assert _diagnosed(BOTH, FIRST, SECOND, SECOND, due=DUE) == ()  # one with either of two


def test_of_two_ideas_at_once_it_is_said_that_they_are_two() -> None:
    texts = [("The last one is left out", "Text."), ("The sign is turned", "More.")]
    assert looks_like(texts, both=True).startswith("It looks like two things at once.\n\nThe last")
    assert looks_like(texts).startswith("It looks like one of these.")
