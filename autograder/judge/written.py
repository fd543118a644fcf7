"""The written answers of a submission, and their place in results.json: they change no score."""

from __future__ import annotations

import re
from dataclasses import replace

from autograder.judge.results import GradingResult
from autograder.testing.plain import plain

LARGEST = 100_000  # bytes; some twenty pages
# Simple on purpose: whatever a hostile file holds, both take one look at each character.
HEADING = re.compile(r"^## (.*)$", re.M)
TITLE = re.compile(r"\A# .*$", re.M)


def text_of(name: str, data: bytes) -> tuple[str, str]:
    """What was answered in a file of these bytes, and why it cannot be read; a template is nothing."""
    try:
        text = plain(data.decode("utf-8-sig")).strip()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", (
            f"{name}, line {line}: this is not UTF-8 text, so nobody can read your written answers:"
            " save the file with the encoding UTF-8"
        )
    return (text if by_question(text) else ""), ""


def by_question(text: str) -> dict[str, str] | str:
    """What stands below each heading, where anything does; the text where it has no headings."""
    above, *rest = HEADING.split(text)
    above = TITLE.sub("", above).strip()
    if above.startswith("<!--") and above.endswith("-->"):
        above = ""  # the starter's own line about how to answer
    if not rest:
        return above
    bodies: dict[str, list[str]] = {}
    for heading, body in zip(["", *rest[::2]], [above, *rest[1::2]]):
        if body.strip():
            bodies.setdefault(heading.strip(), []).append(body.strip())
    return {heading: "\n\n".join(found) for heading, found in bodies.items()}


def with_answers(result: GradingResult, text: str) -> GradingResult:
    """The result with the written answers beside it, for whoever grades them."""
    if not text:
        return result
    return replace(result, extra={**result.extra, "answers": by_question(text)})
