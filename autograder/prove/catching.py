"""Proves what examples.py is judged by: every chosen idea can be caught, the starter catches none."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.course import Assignment
from autograder.judge.ideas import misconceptions
from autograder.prove.proofs import Graded
from autograder.testing.catching import EXAMPLES, PROBLEM


def examples_faults(graded: Graded, assignment: Assignment) -> Iterator[str]:
    """Where the complete examples, or the starter's, are not what they should be."""
    case, slug = graded.case, assignment.slug
    if EXAMPLES not in case.files:
        return
    found = graded.results["extra_data"].get(PROBLEM, {"invalid": 0, "caught": []})
    caught = {name for _, names in found["caught"] for name in names}
    place = "solutions" if case.kind == "reference" else "assignments"
    if found["invalid"]:
        test = next(t for t in graded.results["tests"] if t["extra_data"]["problem"] == PROBLEM)
        yield f"{place}/{slug}/{EXAMPLES} holds an example that is not valid: {test['output']}"
    for idea in misconceptions(assignment) if case.kind == "reference" else ():
        if idea.chosen and idea.name not in caught:
            yield (
                f"no example of solutions/{slug}/{EXAMPLES} catches {idea.name}: write one, or take"
                f" (examples) off its heading ({idea.where})"
            )
