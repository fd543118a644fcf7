"""The next step for each way of failing; a test's own hint is about values."""

from __future__ import annotations

from autograder.testing.arrays import arrays_in
from autograder.testing.failure import Mismatch, NoAnswer
from autograder.testing.outcome import Outcome

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
    "setup": "",
    "protocol": "your function is asked for a result, and for nothing else: leave files and"
    " connections that it did not open alone",
}

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


def hint_for(error: BaseException | None, own: str) -> str:
    """What to do about this failure; `own` is the test's hint."""
    if isinstance(error, Mismatch):
        return _for_rung(error, own)
    if isinstance(error, NoAnswer) and error.outcome is not None:
        return _for_outcome(error.outcome, own)
    if error is None or isinstance(error, AssertionError):
        return own
    return UNUSABLE


def _for_rung(error: Mismatch, own: str) -> str:
    if error.rung == "type" and error.outcome is not None and error.outcome.value is None:
        return NO_RETURN
    if error.rung == "shape" and not arrays_in(error.expected):
        return own  # the keys of a dict, the length of a list: what the test is about
    return RUNGS.get(error.rung, own)


def _for_outcome(outcome: Outcome, own: str) -> str:
    if outcome.kind != "raised":
        return KINDS.get(outcome.kind, own)
    bases = outcome.raised.bases if outcome.raised else ()
    return next((text for name, text in EXCEPTIONS.items() if name in bases), RAISED)
