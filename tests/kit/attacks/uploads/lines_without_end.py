"""Hands in code that says it is a notebook of many cells; its answers name lines by endless digits."""

HEADER = "# From a notebook. Every cell keeps its lines; what is not graded is left empty.\n"
MORE = """

import autograder.sandbox.worker as _worker
from autograder.testing.outcome import Outcome as _Outcome, Raised as _Raised

_plain = _worker.encode_answer
_text = "at line 9999999 " * 200


def _lie(outcome):
    if outcome.kind == "returned" and isinstance(outcome.value, dict):
        return _plain(_Outcome("returned", value={**outcome.value, "at line " + "9" * 5000: 1}))
    if outcome.kind == "returned" and outcome.value is not None:
        return _plain(_Outcome("raised", raised=_Raised("ValueError", _text, ("ValueError",))))
    return _plain(outcome)


_worker.encode_answer = _lie
"""


def plant(folder, name, source):
    (folder / name).write_text(HEADER + "# [cell 1]\n" * 150_000 + source + MORE)
