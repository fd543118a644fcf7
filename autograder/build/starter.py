"""Writes starters from solutions and handouts, and finds those that have drifted."""

from __future__ import annotations

import difflib
from pathlib import Path

from autograder.build.handout import Handout, read_handout
from autograder.build.regions import starter_text
from autograder.course import Assignment
from autograder.course.errors import ReleaseError
from autograder.course.places import ANSWERS
from autograder.testing.examples import EXAMPLES

HOW_TO_ANSWER = "Write below each heading; the handout has the questions."


def starters(assignment: Assignment) -> dict[Path, str]:
    """What each starter file of the assignment should hold."""
    made = {}
    for solution, starter in zip(assignment.solutions(), assignment.starters()):
        try:
            text = solution.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise ReleaseError(
                f"{solution} is missing: course.yml says that {assignment.slug} submits"
                f" {solution.name}; write it, or mend `submit:`"
            ) from None
        made[starter] = starter_text(text, solution, solution.name)
    if assignment.spec.examples_points:
        made[assignment.starter_dir / EXAMPLES] = _worked(assignment)
    handout = read_handout(assignment.handout_dir / "handout.md")
    if handout.questions:
        made[assignment.starter_dir / ANSWERS] = answers_text(handout)
    return made


def _worked(assignment: Assignment) -> str:
    """The worked examples, as they stand beside the handout."""
    try:
        return assignment.examples.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReleaseError(
            f"{assignment.examples} is missing: course.yml gives points for examples.py"
            " (`examples_points:`), so write two worked examples there"
        ) from None


def answers_text(handout: Handout) -> str:
    """A heading for each written question and nothing below: what stands there is the answer."""
    head = f"# {handout.title}: written answers\n\n<!-- {HOW_TO_ANSWER} -->\n"
    return head + "".join(f"\n## {question.heading}\n" for question in handout.questions)


def write_starters(assignment: Assignment) -> list[Path]:
    """Write the starters that differ from what their solutions say; returns those."""
    changed = [path for path, text in starters(assignment).items() if _read(path) != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(starters(assignment)[path], encoding="utf-8", newline="\n")
    return changed


def drift(assignment: Assignment) -> str:
    """How the committed starters differ from their solutions, as a diff; empty where they do not."""
    parts: list[str] = []
    for path, text in starters(assignment).items():
        committed = _read(path)
        if committed != text:
            parts += difflib.unified_diff(
                (committed or "").splitlines(True),
                text.splitlines(True),
                f"{path.relative_to(assignment.root)} (committed)",
                f"{path.relative_to(assignment.root)} (from its source)",
            )
    return "".join(parts)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
