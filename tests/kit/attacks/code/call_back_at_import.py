"""Calls the judge back while the file is imported, for every function, with no argument at all."""

import sys


def _line():
    """The worker's end of its line to the judge."""
    frame = sys._getframe()
    while frame is not None:
        line = frame.f_locals.get("line")
        if hasattr(line, "call_back"):
            return line
        frame = frame.f_back


for _name in PROBLEMS:
    if _line().call_back(_name, (), {}).kind == "returned":
        hit(_name + " was answered")
