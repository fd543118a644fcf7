"""The first lines of a result: where the student stands, and what to look at next."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course import Assignment
from autograder.judge.results import TestResult
from autograder.judge.submission import Submission
from autograder.testing import tell
from autograder.testing.outcome import Outcome


def headline(
    submission: Submission,
    tests: Sequence[TestResult],
    assignment: Assignment,
    broken: Outcome | None,
) -> str:
    """What the student reads first: where they stand, and what to look at next."""
    lines = [sentence(note) for note in submission.notes]
    if broken is not None:
        lines.append(sentence(tell.not_imported(broken, assignment.main_file)))
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


def sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    if (
        not text.partition(" ")[0].rstrip(",:").endswith((".py", ".ipynb", ".md"))
    ):  # a file keeps its name
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) or "\n" in text else text + "."
