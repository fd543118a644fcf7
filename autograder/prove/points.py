"""Writes the sum of the tests' points into course.yml; all other characters stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from autograder.course import Assignment
from autograder.course.load import FILE
from autograder.prove.checks import sums, test_worths


def fix_points(assignment: Assignment) -> list[str]:
    """What was changed, a line each; nothing where the sums are right."""
    spec, path = assignment.spec, assignment.root / FILE
    said = {"points": spec.points, "extra_points": spec.extra_points}
    changed = []
    for key, found in sums(test_worths(assignment)).items():
        if abs(found - said[key]) > 1e-9:
            text = path.read_text(encoding="utf-8")
            path.write_text(with_number(text, spec.slug, key, found), encoding="utf-8")
            changed.append(f"{FILE}: {spec.slug}: `{key}: {found:g}` in place of {said[key]:g}")
    return changed


def with_number(text: str, slug: str, key: str, number: float) -> str:
    """The text of course.yml with one number of one assignment changed, or put in."""
    entry = next(e for e in _entries(text) if any(v.value == slug for _, v in e.value))
    for name, value in entry.value:
        if name.value == key:
            return f"{text[: value.start_mark.index]}{number:g}{text[value.end_mark.index :]}"
    name, value = next((n, v) for n, v in entry.value if n.value == "points")
    between, at = ", ", value.end_mark.index
    if not entry.flow_style:
        between, at = "\n" + " " * name.start_mark.column, f"{text}\n".index("\n", at)
    return f"{text[:at]}{between}{key}: {number:g}{text[at:]}"


def _entries(text: str) -> Iterator[yaml.MappingNode]:
    listing = yaml.compose(text, yaml.SafeLoader)
    for name, value in listing.value if listing else ():
        if name.value == "assignments":
            yield from value.value
