"""One plain sentence for each way in which an answer can fail to come, and the next step for each.

A test's own hint is about values; the other ways of failing have hints of their own.
"""

from __future__ import annotations

import builtins
import signal
from dataclasses import replace

from autograder.testing.arrays import arrays_in
from autograder.testing.invoke import STUB_BEGINS
from autograder.testing.outcome import AT_IMPORT, Mismatch, NoAnswer, Outcome, Raised

# Names of exceptions that Python and torch define: safe to show where other texts are not.
KNOWN = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
) | {"OutOfMemoryError", "LinAlgError"}

RUNGS = {
    "type": "look in the docstring for what comes back, and turn your result into it at the end",
    "shape": "print the shape after each step, and find the first one that is not what you expected",
    "dtype": "see which line makes a new array: give it the dtype of the input there",
    "device": "see which line makes a new tensor: give it the device of the input there",
    "finite": "look for a division by zero, a root or logarithm of what is not positive,"
    " or memory that was never filled",
    "inputs": "look for `+=`, and for assignments to a part of an input: begin with a copy of it",
    "memory": "a view or a slice of the input is still the input: copy it before you return it",
}
NO_RETURN = "end the function with `return` and the result; printing it is not enough"

KINDS = {
    "missing": "tests call your function by its name: write it as the starter does",
    "timeout": "see that every loop comes to an end; if they do, work on many entries at once"
    " instead of one after another",
    "memory": "print the shapes on the way: something grows far beyond input and output",
    "forbidden": "take that call out, and do the same step by step with what the handout allows",
    "unsendable": "return what the docstring says: numbers, texts, arrays, or lists of them",
    "exited": "take `exit`, `quit` and `sys.exit` out: a function ends with `return`",
    "crashed": "find the call after which nothing is printed any more: its arguments are not"
    " what it can work with",
    "import_failed": "",  # its sentence says all
    "protocol": "your function is asked for a result, and for nothing else: leave files and"
    " connections that it did not open alone",
}

BEYOND = "find the line that does it: only a result is asked for, no files and no further processes"

# By the exception's class or one that it is derived from; the first that fits.
EXCEPTIONS = {
    "NameError": "look how the name is spelt, and whether it gets a value before that line",
    "AttributeError": "print the type of what stands before the dot, and look how the name is spelt",
    "ImportError": "only what the handout names is there: take the import out, or mend its name",
    "IndexError": "print the sizes and the index just before that line: counting begins at 0",
    "KeyError": "print the keys that are there just before that line",
    "ZeroDivisionError": "print what is divided by just before that line",
    "RecursionError": "the function calls itself and finds no end: which call should be the last?",
    "TypeError": "print the types of what that line works with, and count its arguments",
}
RAISED = "print what that line works with, types and shapes too, just before it"
UNUSABLE = "compare what you return with the docstring: its type, its shape, how many there are"


def no_answer(outcome: Outcome, function: str, redact: bool = False) -> str:
    """What happened instead of an answer. `redact` keeps out every text the student's code made."""
    kind, detail = outcome.kind, outcome.detail
    if kind == "missing":
        there = f", but there is `{detail}`" if detail else ""
        return f"there is no function called `{function}` in your file{there}"
    if kind == "unwritten":
        other = stub_named(outcome.raised)
        if other and other != function:
            return f"`{function}` calls `{other}`, which is not written yet"
        return f"`{function}` is not written yet"
    if kind == "raised":
        return f"`{function}` raised {raised(outcome.raised, redact)}"
    if kind == "import_failed":
        return detail or f"your file could not be imported: {raised(outcome.raised, redact)}"
    if kind == "forbidden":
        # Not the submission's own words: the operation's name and the line.
        name, _, line = detail.rpartition(" at line ")
        place = f" at line {line}" if name else ""
        return f"`{function}` used {name or detail}{place}: here you write this yourself"
    if outcome.extras.get(AT_IMPORT):
        return not_imported(outcome, "your file")
    if kind == "unsendable":
        return f"`{function}` returned {detail}, which cannot be compared"
    if kind == "timeout":
        return f"stopped after {detail or 'its time limit'}: is there a loop that never ends?"
    if kind == "memory":
        limit = f"{detail} of memory" if detail else "the memory it may use"
        return f"`{function}` asked for more than {limit}"
    if kind == "exited":
        return f"the program ended itself (exit code {outcome.code}) inside `{function}`"
    if kind == "crashed":
        return f"the program was ended {_why(outcome)} inside `{function}`"
    return f"`{function}` gave no proper answer: something else was written in its place"


def not_imported(outcome: Outcome, file: str) -> str:
    """Why the student's file could not be imported, with the line where that is known."""
    head = f"{file} could not be imported"
    if outcome.kind == "import_failed":
        error = outcome.raised or Raised("ImportError")
        advice, bases = "", error.bases
        if "SyntaxError" in bases and error.frames and not error.frames[-1].function:
            at = error.frames[-1]
            below = at.text.replace("\n", "\n    ")
            where = f"line {at.line} of {at.file}"
            return f"{head}: Python cannot read {where}: {error.message}\n\n    {below}"
        if "ModuleNotFoundError" in bases:
            advice = ". Only what the handout names is installed here: remove this import"
        elif "EOFError" in bases:
            advice = ". Nobody is there to type: remove `input()`"
        elif "NameError" in bases and "get_ipython" in error.message:
            advice = ". Only notebooks have it: remove such lines, or upload the notebook itself"
        return f"{head}: {raised(outcome.raised)}{advice}"
    if outcome.kind == "exited":
        return f"{head}: the program ended itself (exit code {outcome.code}) at its top level"
    if outcome.kind == "crashed":
        return f"{head}: the program was ended {_why(outcome)}"
    if outcome.kind == "timeout":
        return (
            f"{head}: stopped after {outcome.detail}. Is there a loop or a long computation outside"
            ' of your functions? Put it under `if __name__ == "__main__":`'
        )
    return f"{head}: {no_answer(replace(outcome, extras={}), 'import')}"


def stub_named(error: Raised | None) -> str:
    """The function whose stub raised."""
    if error is None or not error.message.startswith(STUB_BEGINS):
        return ""
    parts = error.message.split("`")
    return parts[1] if len(parts) > 2 and parts[1].isidentifier() else ""


def raised(error: Raised | None, redact: bool = False) -> str:
    """`ValueError: too large, at line 12: image[9]`."""
    if error is None:
        return "an exception"
    text = error.type if not redact or error.type in KNOWN else "an exception of its own"
    if not redact and error.message:
        text += f": {error.message}"
    if error.frames:
        frame = error.frames[-1]
        text += f", at line {frame.line}"
        if not redact:
            text += f" of {frame.file}"
            if "\n" in frame.text:  # a caret stands below the line
                text += ":\n\n    " + frame.text.replace("\n", "\n    ")
            elif frame.text:
                text += f": {frame.text}"
    return text


def _why(outcome: Outcome) -> str:
    """`by a signal (Segmentation fault)`; or beyond which limit it went."""
    if outcome.detail:
        return f"because it {outcome.detail}"
    name = signal.strsignal(outcome.code) if outcome.code else None
    return f"by a signal ({name})" if name else "by a signal"


def hint_for(error: BaseException | None, own: str) -> str:
    """What to do about this failure; `own` is the test's hint."""
    if isinstance(error, Mismatch):
        if error.rung == "type" and error.outcome is not None and error.outcome.value is None:
            return NO_RETURN
        if error.rung == "shape" and not arrays_in(error.expected):
            return own  # the keys of a dict, the length of a list: what the test is about
        return RUNGS.get(error.rung, own)
    if isinstance(error, NoAnswer) and error.outcome is not None:
        if error.outcome.kind == "crashed" and error.outcome.detail:
            return BEYOND
        if error.outcome.kind != "raised":
            return KINDS.get(error.outcome.kind, own)
        bases = error.outcome.raised.bases if error.outcome.raised else ()
        return next((text for name, text in EXCEPTIONS.items() if name in bases), RAISED)
    return own if error is None or isinstance(error, AssertionError) else UNUSABLE
