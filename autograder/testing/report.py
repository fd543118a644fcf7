"""A failed test as text: what is wrong, the call, got and expected, the hint, what to type next.

The same words stand in the student's terminal and in Gradescope's window.
"""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable, Iterator
from typing import TypeVar

from autograder.testing import show
from autograder.testing.differ import part_of
from autograder.testing.failure import Blocked, Call, Failure, Mismatch
from autograder.testing.outcome import Outcome, Raised

Said = TypeVar("Said")

INDENT = "    "
PRINTED_LINES = 8
LONGEST = 20_000


def failure_text(
    error: BaseException,
    hint: str = "",
    next_command: str = "",
    colour: bool = False,
    width: int = 0,
    module: str = "your_file",
) -> str:
    """Everything a student may see of a failed open test, message first.

    `width` breaks the sentences for a terminal; 0 leaves that to whoever shows them.
    `module` is the name of the student's module, for calls that go through a probe.
    """
    paint = Paint(colour)
    parts = ["\n".join(paint.strong(line) for line in wrap(message(error), width))]
    if isinstance(error, Failure) and not is_unwritten(error):
        parts += [text for body in _bodies(error, paint, module) if (text := or_less(body, ""))]
    if hint:
        lines = wrap(f"hint: {hint}", width, "      ")
        parts.append("\n".join(lines).replace("hint:", paint.label("hint:"), 1))
    if next_command:
        parts.append(f"{paint.label('next:')} {next_command}")
    text = "\n\n".join(parts)
    return text if len(text) <= LONGEST else text[:LONGEST] + "\n… (cut: too long to show)"


def or_less(make: Callable[[], Said], less: Said) -> Said:
    """Words and pictures of a value; `less` where they cannot be made: they never cost a verdict."""
    try:
        return make()
    except Exception:
        return less


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Sentences as lines; what the text breaks itself stays broken there."""
    if not width:
        return text.splitlines()
    return [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(
            part, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        or [""]
    ]


class Paint:
    """Colour for the few words that carry it; plain text where there is none."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def _wrap(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.on and text else text

    def strong(self, text: str) -> str:
        return self._wrap(text, "1")

    def label(self, text: str) -> str:
        return self._wrap(text, "36")

    def bad(self, text: str) -> str:
        return self._wrap(text, "31")

    def good(self, text: str) -> str:
        return self._wrap(text, "32")

    def quiet(self, text: str) -> str:
        return self._wrap(text, "2")


def message(error: BaseException) -> str:
    """The first sentence: what is wrong."""
    if isinstance(error, Failure):
        outcome = error.outcome
        if outcome is not None and outcome.kind == "raised" and outcome.raised is not None:
            return _raised_message(error, outcome.raised)
        return error.sentence
    said, line = or_less(lambda: str(error).strip(), ""), _line_of(error)
    if isinstance(error, Blocked):
        return said
    if isinstance(error, AssertionError):
        return said or f"this did not hold: {line}"
    what = f"{type(error).__name__}: {said}".rstrip(": ")
    text = f"the test could not work with what your code gave back: {what}"
    return f"{text}\n(in the test: {line})" if line else text


def is_unwritten(error: BaseException) -> bool:
    """Whether a stub is still a stub: not a mistake yet."""
    outcome = getattr(error, "outcome", None)
    return isinstance(outcome, Outcome) and outcome.kind == "unwritten"


def _raised_message(error: Failure, raised: Raised) -> str:
    """The sentence without the place, which gets lines of its own below."""
    for frame in raised.frames[-1:]:
        tail = f", at line {frame.line} of {frame.file}"
        if tail in error.sentence:
            return error.sentence[: error.sentence.rindex(tail)]
    return error.sentence


def _line_of(error: BaseException) -> str:
    """The test's own line that raised."""
    steps = traceback.extract_tb(error.__traceback__)
    return next((s.line for s in reversed(steps) if s.name.startswith("test_") and s.line), "")


def _bodies(error: Failure, paint: Paint, module: str) -> Iterator[Callable[[], str]]:
    call, outcome = error.call, error.outcome
    if call is not None:
        yield lambda: _call(call, module)
    if outcome is not None and (raised := outcome.raised) and outcome.kind != "import_failed":
        yield lambda: _place(raised)
    if isinstance(error, Mismatch):
        yield lambda: _difference(error, paint)
    if outcome is not None and outcome.printed.strip():
        yield lambda: printed(outcome.printed)


def _call(call: Call, module: str) -> str:
    lines = show.call_lines(call, show.WIDTH - len(INDENT), module)
    text = "\n".join(INDENT + line for line in lines)
    if call.probe is not None:
        text += f"\n\n{INDENT}({call.probe.name} is a short function in the test file;"
        text += f"\n{INDENT}look there how it uses {call.function})"
    return text


def _place(raised: Raised) -> str:
    """The student's own line, and the way there where it leads through more than one function."""
    lines = []
    for frame in raised.frames[-3:]:
        where = f", in {frame.function}" if frame.function != "<module>" else ""
        lines.append(f"{INDENT}{frame.file}, line {frame.line}{where}:")
        if frame.text:
            lines.append(f"{INDENT}    {frame.text}")
    return "\n".join(lines)


def sides(error: Mismatch) -> tuple[str, str]:
    """Got and expected without each other; empty where the sentence says it all."""
    part = None if error.rung in ("dtype", "device") else part_of(error)
    return show.apart(part.got, part.expected, part.wrong) if part is not None else ("", "")


def _difference(error: Mismatch, paint: Paint) -> str:
    """Got and expected: beside each other where they fit, a smaller window where they do not."""
    if error.rung in ("dtype", "device"):
        return ""  # the sentence has said it, and the numbers may well be right
    part, beside = None, None
    for side in (12, 10, 8, 6):
        part = part_of(error, side)
        if part is None:
            return ""
        beside = show.side_by_side(part.got, part.expected, part.wrong, show.WIDTH - len(INDENT))
        if beside is not None or part.wrong is None:
            break
    if part is None:
        return ""
    if beside is not None:
        lines = beside.splitlines()
        if part.wrong is not None and part.wrong.any():
            lines.append("(* differs)")
    else:
        got, expected = show.apart(part.got, part.expected)
        lines = [*_labelled("got", got), *_labelled("expected", expected)]
    if part.where:
        lines.insert(0, f"at {part.where}:")
    return "\n".join(INDENT + _marked(line, paint) for line in lines)


def _marked(line: str, paint: Paint) -> str:
    """Entries that differ, in red."""
    if not paint.on or "*" not in line or line.startswith("(*"):
        return line
    words = line.split(" ")
    return " ".join(paint.bad(word) if word.endswith("*") else word for word in words)


def _labelled(label: str, text: str) -> list[str]:
    lines = text.splitlines() or [""]
    if len(lines) == 1 and len(lines[0]) <= show.WIDTH - 14:
        return [f"{label:<8}  {lines[0]}"]
    return [f"{label}:", *(f"  {line}" for line in lines)]


def printed(text: str) -> str:
    """What the student's code printed: the last lines of it."""
    lines = text.rstrip().splitlines()
    left_out = len(lines) - PRINTED_LINES
    note = f" (the last {PRINTED_LINES} of {len(lines)} lines)" if left_out > 0 else ""
    shown = [line if len(line) <= 72 else line[:71] + "…" for line in lines[-PRINTED_LINES:]]
    return "\n".join([f"your code printed{note}:", *(f"{INDENT}{line}" for line in shown)])
