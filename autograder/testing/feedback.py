"""A failed test as text: what is wrong, the call, got and expected, the hint, what to type next.

The same words stand in the student's terminal and in Gradescope's window.
"""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partialmethod
from typing import Any, TypeVar

from autograder.testing import show
from autograder.testing.arrays import arrays_in, library_of
from autograder.testing.compare import Place, said
from autograder.testing.outcome import Blocked, Call, Failure, Mismatch, Outcome, Raised

Said = TypeVar("Said")

INDENT = "    "
PRINTED_LINES = 8
LONGEST = 20_000
SHORT = 60  # characters of an answer that needs no cutting out
SIDE = 12  # rows and columns that still read as a grid
NOT_COMPARED = ("inputs", "memory")  # rungs that are about an input, and no answer
SAID = ("dtype", "device", *NOT_COMPARED)  # all in the sentence, and the numbers may well be right


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
    how = textwrap.TextWrapper(
        width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [line for part in text.splitlines() for line in how.wrap(part) or [""]]


@dataclass(frozen=True)
class Paint:
    """Colour for the few words that carry it; plain text where it is not `on`."""

    on: bool

    def _coloured(self, code: int, text: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.on and text else text

    strong = partialmethod(_coloured, 1)
    quiet = partialmethod(_coloured, 2)
    bad = partialmethod(_coloured, 31)
    good = partialmethod(_coloured, 32)
    label = partialmethod(_coloured, 36)


def message(error: BaseException) -> str:
    """The first sentence: what is wrong."""
    if isinstance(error, Failure):
        outcome, sentence = error.outcome, error.sentence
        frames = outcome.raised.frames if outcome is not None and outcome.raised else ()
        if outcome is not None and outcome.kind == "raised" and frames:
            # The place gets lines of its own below.
            before, tail, _ = sentence.rpartition(
                f", at line {frames[-1].line} of {frames[-1].file}"
            )
            return before if tail else sentence
        return sentence
    own, line = or_less(lambda: str(error).strip(), ""), _line_of(error)
    if isinstance(error, Blocked):
        return own
    if isinstance(error, AssertionError):
        return own or f"this did not hold: {line}"
    what = f"{type(error).__name__}: {own}".rstrip(": ")
    text = f"the test could not work with what your code gave back: {what}"
    return f"{text}\n(in the test: {line})" if line else text


def is_unwritten(error: BaseException) -> bool:
    """Whether a stub is still a stub: not a mistake yet."""
    outcome = getattr(error, "outcome", None)
    return isinstance(outcome, Outcome) and outcome.kind == "unwritten"


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
    if error.rung in SAID:
        return "", ""
    part = part_to_show(error)
    return show.apart(part.got, part.expected, part.wrong)


def _difference(error: Mismatch, paint: Paint) -> str:
    """Got and expected: beside each other where they fit, a smaller window where they do not."""
    if error.rung in SAID:
        return ""
    for side in (12, 10, 8, 6):
        part = part_to_show(error, side)
        beside = show.side_by_side(part.got, part.expected, part.wrong, show.WIDTH - len(INDENT))
        if beside is not None or part.wrong is None:
            break
    if beside is not None:
        lines = [_marked(line, paint) for line in beside.splitlines()]
        if part.wrong is not None and part.wrong.any():
            lines.append("(* differs)")
    else:
        got, expected = show.apart(part.got, part.expected)
        lines = [*_labelled("got", got), *_labelled("expected", expected)]
    if part.where:
        lines.insert(0, f"at {part.where}:")
    return "\n".join(INDENT + line for line in lines)


def _marked(line: str, paint: Paint) -> str:
    """Entries that differ, in red."""
    return " ".join(paint.bad(word) if word.endswith("*") else word for word in line.split(" "))


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


@dataclass(frozen=True)
class Part:
    """Two values to lay beside each other. `wrong` marks the entries that differ, where it can."""

    where: str  # "" for the whole answer, else "[1]" or "channel 2, rows 3 to 7"
    got: Any
    expected: Any
    wrong: Any = None
    top_left: tuple[int, int] = (0, 0)  # of a grid cut out of a larger one


def part_to_show(failure: Mismatch, side: int = SIDE) -> Part:
    """The part of a wrong answer that a person should look at: one entry, one small grid."""
    got, expected = failure.got, failure.expected
    steps, place = "", failure.place
    while place and isinstance(expected, (list, tuple, dict)):
        if not arrays_in(expected) and max(map(len, map(show.typed, (got, expected)))) <= SHORT:
            return Part(steps, got, expected)  # short enough to be seen as a whole
        try:
            got, expected = got[place[0]], expected[place[0]]
        except (KeyError, IndexError, TypeError):
            return Part(steps, got, expected)
        steps, place = f"{steps}[{said(place[0])}]", place[1:]
    alike = library_of(got) and library_of(got) == library_of(expected)
    if failure.wrong is None or not alike:
        return Part(steps, got, expected)
    return _grid(steps, got, expected, failure.wrong, place, side)


def _grid(steps: str, got: Any, expected: Any, wrong: Any, place: Place, side: int) -> Part:
    """Down to two dimensions, and to a window around the first difference where that is large."""
    where = [steps] if steps else []
    dimensions = len(got.shape)
    if dimensions > 2 and len(place) == dimensions:
        outer = place[: dimensions - 2]
        got, expected, wrong = got[outer], expected[outer], wrong[outer]
        where.append(f"[{', '.join(map(str, outer))}]")
        place = place[dimensions - 2 :]
    cuts, names = [], ("rows", "columns")[-len(got.shape) :]
    for at, length, name in zip(place, got.shape, names):
        if length <= side:
            cuts.append(slice(0, length))
            continue
        first = min(max(0, at - side // 4), length - side // 2)
        cuts.append(slice(first, first + side // 2))
        where.append(f"{name} {first} to {first + side // 2 - 1}")
    window = tuple(cuts)
    if window and len(window) == len(got.shape):
        got, expected, wrong = got[window], expected[window], wrong[window]
    top, left = (0, 0, *(cut.start for cut in cuts))[-2:]
    return Part(", ".join(where), got, expected, wrong, (top, left))
