"""The words of one test's result: for the student, who may see more or less, and for staff."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course import Spec
from autograder.judge.html import failure_html, text_of
from autograder.judge.ideas import Idea
from autograder.judge.redact import redacted
from autograder.judge.suite import TestRun
from autograder.testing import tell
from autograder.testing.failure import Mismatch, NoAnswer, WrongRaise
from autograder.testing.outcome import Outcome
from autograder.testing.report import failure_text

RUNGS = {
    "type": "the result has the wrong type",
    "shape": "the result has the wrong shape",
    "dtype": "the result has the wrong dtype: it should be the input's",
    "device": "the result is on the wrong device: it should be the input's",
    "finite": "the result holds values that are not finite (nan or infinite)",
    "values": "the values differ",
    "inputs": "the call changed its input: work on a copy",
    "memory": "the result shares its memory with an input: give a new tensor back",
}


def kind_of(run: TestRun) -> str:
    """One word for the class report."""
    if run.status in ("passed", "blocked", "late"):
        return run.status
    error = run.error
    if isinstance(error, Mismatch):
        return "wrong"
    if isinstance(error, NoAnswer) and error.outcome is not None:
        return error.outcome.kind
    return "wrong"


def for_student(run: TestRun, ideas: Sequence[Idea], spec: Spec) -> str:
    """What the student reads. A hidden test keeps its inputs, and every text made of them."""
    if run.status == "passed":
        return ""
    hint, diagnosis = run.facts.marks.hint, diagnosis_text(ideas)
    if run.status == "blocked":
        return f"can't check until {run.waits_for} passes"
    if run.status == "late":
        return (
            "not run: the whole submission had used up its time."
            " Look for the tests above that ran out of time, and mend those first."
        )
    if run.facts.open:
        text = failure_text(run.error or AssertionError(), hint, f"pytest -k {run.facts.problem}")
    else:
        text = _closed(run, spec)
        if hint:
            text += f"\n\nhint: {hint}"
        text += f"\n\nnext: {_next_step(run, spec)}"
    return f"{text}\n\n{diagnosis}" if diagnosis else text


def html_for_student(run: TestRun, ideas: Sequence[Idea]) -> str:
    """An open test's wrong answer with its pictures; nothing where there is nothing to draw."""
    if not run.facts.open or not isinstance(run.error, Mismatch):
        return ""
    story = failure_html(run.facts, run.error)
    paragraphs = diagnosis_text(ideas).split("\n\n")
    return "\n".join([story, *(f"<p>{text_of(text)}</p>" for text in paragraphs if text)])


def diagnosis_text(ideas: Sequence[Idea]) -> str:
    """What a wrong idea looks like, in the words of its author."""
    if not ideas:
        return ""
    if len(ideas) == 1:
        return f"It looks like this: {ideas[0].title}.\n\n{ideas[0].body}"
    both = "\n\n".join(f"{idea.title}.\n\n{idea.body}" for idea in ideas[:2])
    return f"It looks like one of these.\n\n{both}"


def _closed(run: TestRun, spec: Spec) -> str:
    """The sentence for a hidden test: no inputs, nothing expected, no text made by student code."""
    error, problem = run.error, run.facts.problem
    if isinstance(error, Mismatch):
        return RUNGS.get(error.rung, "the result is not right")
    if isinstance(error, WrongRaise):
        outcome = error.outcome
        if outcome is not None and outcome.kind == "returned":
            return "an exception was expected, and the call returned a value"
        if outcome is not None and outcome.raised is not None and not spec.redact:
            return error.sentence
        if "should name the value" in error.sentence:
            return "the message of the exception should name the value at fault"
        return f"another exception was expected: `{problem}` raised {_raised(outcome, spec)}"
    if isinstance(error, NoAnswer) and error.outcome is not None:
        outcome = error.outcome
        if not spec.redact:
            return tell.no_answer(outcome, problem)
        return _redacted(outcome, problem, spec)
    # A plain assert of the test's own: its sentence speaks of the property, not of the inputs.
    text = str(error).splitlines()[0] if isinstance(error, AssertionError) and str(error) else ""
    return text or "the result is not right"


def _next_step(run: TestRun, spec: Spec) -> str:
    """What to do now; the public tests are the ones a student can run."""
    error, problem = run.error, run.facts.problem
    kind = error.outcome.kind if isinstance(error, NoAnswer) and error.outcome else ""
    if kind in ("unwritten", "missing"):
        return f"write `{problem}` in {spec.files[0]}, then run pytest -k {problem}"
    return f"read the docstring of `{problem}` once more, try a small case of your own by hand"


def _redacted(told: Outcome, problem: str, spec: Spec) -> str:
    outcome = redacted(told, spec)
    if outcome.kind == "forbidden" and not outcome.detail:
        return f"`{problem}` used a library operation that is not allowed here"
    if outcome.kind == "exited" and outcome.code is None:
        return f"the program ended itself inside `{problem}`"
    if outcome.kind == "missing":
        return f"there is no function called `{problem}` in your file"
    if outcome.kind == "unsendable":
        return f"`{problem}` returned something that is not plain data and cannot be compared"
    if outcome.kind == "import_failed":
        return "your file could not be imported: see the first message above"
    if outcome.kind == "unwritten" and tell.stub_named(outcome.raised) not in (problem, ""):
        return f"`{problem}` calls a function that is not written yet"
    return tell.no_answer(outcome, problem, redact=True)


def _raised(outcome: Outcome | None, spec: Spec) -> str:
    return tell.raised(redacted(outcome, spec).raised if outcome else None, redact=True)


def for_staff(run: TestRun, ideas: Sequence[Idea]) -> str:
    """Everything: the call, what came back, what was expected, the diagnosis."""
    if run.status in ("passed", "blocked", "late"):
        return ""
    text = failure_text(run.error or AssertionError(), run.facts.marks.hint)
    printed = "".join(case.outcome.printed for case in run.cases).strip()
    if printed:
        text += f"\nprinted:\n{printed[:2000]}"
    if ideas:
        names = ", ".join(f"{idea.name} ({idea.title})" for idea in ideas)
        text += f"\ndiagnosis: {names}"
    return text
