"""Reads a page of wrong ideas: a section for each, with its name, its explanation and its change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course.errors import CourseError

EXAMPLE = "## The last window is left out `one_window_short`"
# What stands in a section that `autograder idea` made, until somebody writes its text.
UNWRITTEN = "(Say here what somebody thinks who writes this, in 60 to 180 words.)"
HEADING = re.compile(r"## +(?P<title>\S.*?) +`(?P<name>[A-Za-z]\w*)`")
FENCE = re.compile(r"(?P<marks>`{3,}) *(?P<language>.*)")


@dataclass(frozen=True)
class Section:
    """One idea as it stands on its page."""

    name: str
    title: str
    body: str  # what a student reads, in paragraphs
    language: str  # diff or python
    change: str  # what stands in the fence
    where: str  # for messages: the page, the line and the name


def read_page(text: str, path: str) -> tuple[Section, ...]:
    """All sections of a page; what stands before the first one is for its authors."""
    lines = text.splitlines()
    starts = list(_headings(lines))
    if not starts:
        raise CourseError(f"{path} holds no idea: begin one with a heading like {EXAMPLE}")
    ends = [*starts[1:], len(lines)]
    return tuple(_section(lines, *span, path) for span in zip(starts, ends, strict=True))


def _headings(lines: list[str]) -> Iterator[int]:
    """The lines that begin a section; a fence may hold such a line too, as a comment."""
    marks = ""
    for number, line in enumerate(lines):
        if marks:
            marks = "" if line.rstrip() == marks else marks
        elif found := FENCE.fullmatch(line.rstrip()):
            marks = found["marks"]
        elif line.startswith("## "):
            yield number


def _section(lines: list[str], start: int, end: int, path: str) -> Section:
    line = f"{path}, line {start + 1}"
    heading = HEADING.fullmatch(lines[start].rstrip())
    if heading is None:
        raise CourseError(
            f"{line}: {lines[start].strip()!r} does not end in the idea's code-word in backticks:"
            f" write a heading like {EXAMPLE}"
        )
    where = f"{line}: {heading['name']}"
    fence = next((n for n in range(start, end) if FENCE.fullmatch(lines[n].rstrip())), None)
    if fence is None:
        raise CourseError(
            f"{where} changes nothing: end the section with a ```diff or a ```python fence"
        )
    body = "\n".join(lines[start + 1 : fence]).strip()
    if not body:
        raise CourseError(f"{where} has no explanation: write one between heading and fence")
    opened = FENCE.fullmatch(lines[fence].rstrip())
    assert opened is not None
    close = next((n for n in range(fence + 1, end) if lines[n].rstrip() == opened["marks"]), None)
    if close is None:
        raise CourseError(f"{where}: its fence is never closed: add a line {opened['marks']}")
    if left := next((text.strip() for text in lines[close + 1 : end] if text.strip()), ""):
        raise CourseError(
            f"{where}: {left!r} stands behind the fence: a section is a heading, the explanation,"
            " and one fence at its end"
        )
    language = opened["language"]
    if language not in ("diff", "python"):
        raise CourseError(
            f"{where}: a fence of {language or 'no language'!r}: write ```diff for an edit of the"
            " reference, or ```python for whole functions"
        )
    change = "\n".join(lines[fence + 1 : close])
    return Section(heading["name"], heading["title"], body, language, change, where)
