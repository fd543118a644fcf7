"""Changes one thing in the text of a course.yml, and leaves every other character as it is."""

from __future__ import annotations

from pathlib import Path

import yaml

from autograder.course.errors import CourseError
from autograder.course.load import FILE


def with_entry(text: str, entry: str, path: Path | str) -> str:
    """The text with `entry` (lines that begin at the margin) behind the last assignment."""
    sequence = _assignments(text, path)
    if sequence.flow_style:
        raise CourseError(
            f"{path}, line {sequence.start_mark.line + 1}: `assignments:` is written in"
            " brackets: write each assignment below it, beginning with `- slug:`"
        )
    lines = text.splitlines()
    # An item's own end may be the beginning of the next key; what lies between belongs to that.
    last = sequence.value[-1].end_mark.line
    while last > 0 and not _is_content(lines, last, sequence.value[-1]):
        last -= 1
    indent = " " * sequence.start_mark.column
    added = [indent + line if line else "" for line in entry.rstrip("\n").splitlines()]
    lines[last + 1 : last + 1] = ["", *added]
    return "\n".join(lines) + "\n"


def with_number(text: str, slug: str, key: str, number: float) -> str:
    """The text of course.yml with one number of one assignment changed, or put in."""
    entries = _assignments(text, FILE).value
    entry = next(e for e in entries if any(v.value == slug for _, v in e.value))
    for name, value in entry.value:
        if name.value == key:
            return f"{text[: value.start_mark.index]}{number:g}{text[value.end_mark.index :]}"
    name, value = next((n, v) for n, v in entry.value if n.value == "points")
    between, at = ", ", value.end_mark.index
    if not entry.flow_style:
        between, at = "\n" + " " * name.start_mark.column, f"{text}\n".index("\n", at)
    return f"{text[:at]}{between}{key}: {number:g}{text[at:]}"


def _assignments(text: str, path: Path | str) -> yaml.SequenceNode:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # parse_course has read it
    for key, value in root.value:
        if key.value == "assignments" and isinstance(value, yaml.SequenceNode):
            return value
    raise CourseError(f"{path}: `assignments:` is not a list: write `- slug:` below it")


def _is_content(lines: list[str], number: int, item: yaml.Node) -> bool:
    """Whether a line is the item's own: neither blank, nor a comment, nor the next key."""
    if number >= len(lines):
        return False
    line = lines[number]
    begins = len(line) - len(line.lstrip())
    own = begins >= item.start_mark.column or number == item.start_mark.line
    return bool(line.strip()) and not line.lstrip().startswith("#") and own
