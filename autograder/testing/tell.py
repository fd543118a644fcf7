"""One plain sentence for each way in which an answer can fail to come."""

from __future__ import annotations

from autograder.testing.invoke import STUB_BEGINS
from autograder.testing.outcome import Outcome, Raised


def no_answer(outcome: Outcome, function: str, redact: bool = False) -> str:
    """What happened instead of an answer. `redact` keeps out every text the student's code made."""
    kind = outcome.kind
    if kind == "missing":
        there = f", but there is `{outcome.detail}`" if outcome.detail else ""
        return f"there is no function called `{function}` in your file{there}"
    if kind == "unwritten":
        return not_written(outcome, function)
    if kind == "raised":
        return f"`{function}` raised {raised(outcome.raised, redact)}"
    if kind == "import_failed":
        return (
            outcome.detail or f"your file could not be imported: {raised(outcome.raised, redact)}"
        )
    if kind == "forbidden":
        # Not the submission's own words: the operation's name and the line.
        name, _, line = outcome.detail.rpartition(" at line ")
        place = f" at line {line}" if name else ""
        return f"`{function}` used {name or outcome.detail}{place}: here you write this yourself"
    if kind == "unsendable":
        return f"`{function}` returned {outcome.detail}, which cannot be compared"
    if kind == "timeout":
        return (
            f"stopped after {outcome.detail or 'its time limit'}: is there a loop that never ends?"
        )
    if kind == "memory":
        limit = f"{outcome.detail} of memory" if outcome.detail else "the memory it may use"
        return f"`{function}` asked for more than {limit}"
    if kind == "exited":
        return f"the program ended itself (exit code {outcome.code}) inside `{function}`"
    if kind == "crashed":
        return f"the program was ended by {signal_name(outcome.code)} inside `{function}`"
    if kind == "protocol":
        return f"`{function}` gave no proper answer: something else was written in its place"
    return f"the grader could not run this test: {outcome.detail}"


def not_imported(outcome: Outcome, file: str) -> str:
    """Why the student's file could not be imported, with the line where that is known."""
    head = f"{file} could not be imported"
    if outcome.kind == "import_failed":
        return f"{head}: {raised(outcome.raised)}{advice(outcome.raised)}"
    if outcome.kind == "exited":
        return f"{head}: the program ended itself (exit code {outcome.code}) at its top level"
    if outcome.kind == "crashed":
        return f"{head}: the program was ended by {signal_name(outcome.code)}"
    if outcome.kind == "timeout":
        return (
            f"{head}: stopped after {outcome.detail}. Is there a loop or a long computation outside"
            ' of your functions? Put it under `if __name__ == "__main__":`'
        )
    return f"{head}: {no_answer(outcome, 'import')}"


def advice(error: Raised | None) -> str:
    """What to do about the commonest reasons why a file cannot be imported."""
    kinds = error.bases if error else ()
    if "ModuleNotFoundError" in kinds:
        return ". Only what the handout names is installed here: remove this import"
    if "EOFError" in kinds:
        return ". Nobody is there to type: remove `input()`"
    return ""


def not_written(outcome: Outcome, function: str) -> str:
    """A stub that is still a stub: this function's, or one that it calls."""
    other = stub_named(outcome.raised)
    if other and other != function:
        return f"`{function}` calls `{other}`, which is not written yet"
    return f"`{function}` is not written yet"


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
    kind = error.type if not redact or error.type in KNOWN else "an exception of its own"
    text = kind
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


def signal_name(number: int | None) -> str:
    """`a segmentation fault`, rather than 11."""
    names = {
        4: "an illegal instruction",
        6: "an abort",
        7: "a bus error",
        8: "an arithmetic fault",
        9: "the system (killed)",
        11: "a segmentation fault",
        15: "a signal to stop",
        24: "the limit on computing time",
        25: "the limit on file size",
    }
    return names.get(number or 0, f"signal {number}")


# Names of exceptions that Python and torch define: safe to show where other texts are not.
KNOWN = frozenset(
    name
    for name, value in vars(__import__("builtins")).items()
    if isinstance(value, type) and issubclass(value, BaseException)
) | {"OutOfMemoryError", "LinAlgError"}
