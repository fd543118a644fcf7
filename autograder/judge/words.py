"""The words of a result: for the student, who may see more or less, and for staff."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course import Assignment, Spec
from autograder.judge.diagnosis import Diagnosis
from autograder.judge.html import failure_html, text_of
from autograder.judge.redact import kind_alone, redacted
from autograder.judge.results import TestResult
from autograder.judge.submission import Submission
from autograder.judge.suite import TestRun
from autograder.testing import show, tell
from autograder.testing.digests import looks_like
from autograder.testing.feedback import failure_text, message, or_less, sides
from autograder.testing.marks import spoken
from autograder.testing.outcome import Call, Failure, Mismatch, NoAnswer, Outcome, WrongRaise

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

IN_FULL = 1000  # entries of an array that staff see written out
LONGEST_PART = 2000  # characters of a call, or of a value, in the parts of a case

SPEECHLESS = "the test does not pass, and what came back cannot be put into words"


def headline(
    submission: Submission,
    tests: Sequence[TestResult],
    assignment: Assignment,
    broken: Outcome | None,
) -> str:
    """What the student reads first: where they stand, and what to look at next."""
    lines = [_sentence(note) for note in submission.notes]
    if submission.problem:
        return "\n".join([_sentence(submission.problem), *lines])
    if broken is not None:
        lines.append(_sentence(tell.not_imported(broken, assignment.main_file)))
    score = sum(test.score for test in tests if not test.extra_credit)
    extra = sum(test.score for test in tests if test.extra_credit)
    passed = sum(test.status == "passed" for test in tests)
    points = f"{score:g} of {assignment.spec.points:g} points"
    if assignment.spec.all_extra:
        points += f", and {extra:g} of {assignment.spec.all_extra:g} for extra credit"
    lines.append(f"{passed} of {len(tests)} tests pass; {points}.")
    first = next((test for test in tests if test.status == "failed"), None)
    if first is not None and broken is None:
        lines.append(f"Look first at: {first.name}")
    return "\n".join(lines)


def _sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    first = text.partition(" ")[0].rstrip(",:")
    if not first.endswith((".py", ".ipynb", ".md")):  # a file keeps its name
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) or "\n" in text else text + "."


def for_student(run: TestRun, found: Diagnosis | None, spec: Spec, told: set[str]) -> str:
    """What the student reads. A hidden test keeps its inputs, and every text made of them.

    `told` are the problems that a hidden test of this submission has told details of before.
    """
    return or_less(lambda: _for_student(run, found, spec, told), SPEECHLESS)


def _for_student(run: TestRun, found: Diagnosis | None, spec: Spec, told: set[str]) -> str:
    if run.status == "passed":
        return _carried_forward(run)
    if run.status == "blocked" and not run.waits_for:
        return "not graded: see the message at the top"
    if run.status == "blocked":
        return f"can't check until {spoken(run.waits_for)} passes"
    if run.status == "late":
        return (
            "not run: the whole submission had used up its time."
            " Look for the tests above that ran out of time, and mend those first."
        )
    if run.facts.open:
        command = f"pytest -k {run.facts.problem}"
        text = failure_text(run.error or AssertionError(), _hint(run, run.error), command)
    else:
        text = _closed(run, spec, told)
    diagnosis = _looks_like(found)
    return f"{text}\n\n{diagnosis}" if diagnosis else text


def _carried_forward(run: TestRun) -> str:
    """Why a test has its points though a function that it builds on is wrong."""
    if not run.carried:
        return ""
    names = " and ".join(f"`{name}`" for name in run.carried)
    are = "are" if len(run.carried) > 1 else "is"
    return (
        f"right, once {names} {are}: for this test the grader's {names} stood in for yours,"
        " so that one mistake costs its points once"
    )


def _hint(run: TestRun, error: BaseException | None) -> str:
    return tell.hint_for(error, run.facts.marks.hint)


def html_for_student(run: TestRun, found: Diagnosis | None) -> str:
    """An open test's wrong answer with its pictures; nothing where there is nothing to draw."""
    if not run.facts.open or not isinstance(run.error, Mismatch):
        return ""
    error = run.error
    story = or_less(lambda: failure_html(run.facts, error, _hint(run, error)), "")
    paragraphs = _looks_like(found).split("\n\n")
    return story and "\n".join([story, *(f"<p>{text_of(text)}</p>" for text in paragraphs if text)])


def _looks_like(found: Diagnosis | None) -> str:
    """What is known of a wrong answer: the idea behind it, or how it differs from the right one."""
    if found is None or found.relation is not None:
        return found.relation.sentence if found and found.relation else ""
    return looks_like([(idea.title, idea.body) for idea in found.ideas], found.both)


def _closed(run: TestRun, spec: Spec, told: set[str]) -> str:
    """A hidden test: no inputs, nothing expected, no text made by student code."""
    error, problem = run.error, run.facts.problem
    if spec.redact and isinstance(error, (NoAnswer, WrongRaise)) and error.outcome is not None:
        outcome = _shown(error.outcome, run, told)
        # The class stands for the sentence, which is made anew below.
        error = type(error)(error.sentence, None, outcome)
    hint = _hint(run, error)
    parts = [_what_is_wrong(error, problem, spec), f"hint: {hint}" if hint else ""]
    parts.append(f"next: {_next_step(run, spec)}")
    return "\n\n".join(part for part in parts if part)


def _shown(outcome: Outcome, run: TestRun, told: set[str]) -> Outcome:
    """What a hidden test may tell of an outcome; details once for each problem."""
    shown = redacted(outcome)
    if shown == kind_alone(outcome):
        return shown
    if run.facts.problem in told:
        return kind_alone(outcome)
    told.add(run.facts.problem)
    return shown


def _what_is_wrong(error: BaseException | None, problem: str, spec: Spec) -> str:
    if isinstance(error, Mismatch):
        return RUNGS.get(error.rung, "the result is not right")
    if isinstance(error, WrongRaise):
        outcome = error.outcome
        if outcome is not None and outcome.kind == "returned":
            return "an exception was expected, and the call returned a value"
        if not spec.redact:
            return error.sentence
        if "should name the value" in error.sentence:
            return "the message of the exception should name the value at fault"
        if outcome is None or outcome.raised is None:
            return f"another exception was expected than the one that `{problem}` raised"
        raised = tell.raised(outcome.raised, redact=True)
        return f"another exception was expected: `{problem}` raised {raised}"
    if isinstance(error, NoAnswer) and error.outcome is not None:
        return _no_answer(error.outcome, problem, spec)
    # A plain assert of the test's own: its sentence speaks of the property, not of the inputs.
    text = str(error).splitlines()[0] if isinstance(error, AssertionError) and str(error) else ""
    return text or "the result is not right"


def _next_step(run: TestRun, spec: Spec) -> str:
    """What to do now; the public tests are the ones a student can run."""
    problem = run.facts.problem
    if run.kind in ("unwritten", "missing"):
        return f"write `{problem}` in {spec.files[0]}, then run pytest -k {problem}"
    if run.kind == "import_failed":
        return f"mend that line in {spec.files[0]}, then run pytest -k {problem}"
    return f"read the docstring of `{problem}` once more, try a small case of your own by hand"


def _no_answer(outcome: Outcome, problem: str, spec: Spec) -> str:
    if not spec.redact:
        return tell.no_answer(outcome, problem)
    if outcome.kind == "forbidden":
        return f"`{problem}` used a library operation that is not allowed here{outcome.detail}"
    if outcome.kind == "exited" and outcome.code is None:
        return f"the program ended itself inside `{problem}`"
    if outcome.kind == "unsendable":
        return f"`{problem}` returned something that is not plain data and cannot be compared"
    if outcome.kind == "import_failed":
        return "your file could not be imported: see the first message above"
    if outcome.kind == "unwritten" and tell.stub_named(outcome.raised) not in (problem, ""):
        return f"`{problem}` calls a function that is not written yet"
    return tell.no_answer(outcome, problem, redact=True)


def for_staff(run: TestRun, found: Diagnosis | None, module: str) -> str:
    """Everything: the call, what came back, what was expected, the diagnosis, how to ask again."""
    return or_less(lambda: _for_staff(run, found, module), SPEECHLESS)


def _for_staff(run: TestRun, found: Diagnosis | None, module: str) -> str:
    if run.status != "failed":
        return _carried_forward(run)
    text = failure_text(run.error or AssertionError(), _hint(run, run.error))
    printed = "".join(case.outcome.printed for case in run.cases).strip()
    if printed:
        text += f"\nprinted:\n{printed[:2000]}"
    if found is not None and found.ideas:
        names = ", ".join(f"{idea.name} ({idea.title})" for idea in found.ideas)
        text += f"\ndiagnosis: {names}"
    if found is not None and found.relation is not None:
        text += f"\nrelation: {found.relation.word}"
    if isinstance(run.error, Failure) and (call := run.error.call) is not None:
        text += f"\n\nto ask it again, in Python beside {module}.py:\n\n{pasted(call, module)}"
    return text


def pasted(call: Call, module: str) -> str:
    """The call as a few lines to be pasted and run; arrays in full, but for very large ones."""
    asked = "\n".join(show.call_lines(call, module=module, most=IN_FULL))
    names = [name for name in ("numpy", "torch") if f"{name}." in asked]
    lines = [f"import {', '.join(names)}"] if names else []
    if call.probe is None:
        return "\n".join([*lines, f"from {module} import {call.function}", "", asked])
    return "\n".join([*lines, f"import {module}", "", call.probe.source.strip(), "", "", asked])


def case_of(run: TestRun) -> dict[str, str]:
    """For staff, the failing case in parts: its message, the call, what came back, what was due."""
    error = run.error
    if run.status != "failed" or error is None:
        return {}
    parts = {"message": or_less(lambda: message(error), SPEECHLESS)}
    if isinstance(error, Failure) and (call := error.call) is not None:
        parts["call"] = or_less(lambda: "\n".join(show.call_lines(call)), "")
    if isinstance(error, Mismatch):
        parts["got"], parts["expected"] = or_less(lambda: sides(error), ("", ""))
    return {name: _short(text) for name, text in parts.items() if text}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PART else text[:LONGEST_PART] + "…"
