"""Three submissions that try to read what is hidden, to write a result, and to end the grading."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Assignment
from autograder.prove.cases import half

# Put behind the half-written solution: what is not solved there is an attack instead.
HEAD = """

def _files():
    import os

    for folder, _, names in os.walk({room!r}):
        for name in names[:500]:
            yield os.path.join(folder, name)


def _hostile():
{body}
"""
CALL = """

def {name}(*args, **kwargs):
    return _hostile()
"""
READS = """
    found = ""
    for path in _files():
        try:
            text = open(path, errors="replace").read(1 << 20)
        except OSError:
            continue
        at = text.find("CAN" + "ARY-")
        if at >= 0:
            found += text[at : at + 40]
    print(found)
    raise ValueError(found)
"""
WRITES = """
    import json

    fake = json.dumps({"score": 1, "scores": {}, "tests": [], "problems": {}})
    for path in _files():
        if path.endswith((".json", ".py", ".ipynb", ".db")):
            try:
                open(path, "w").write(fake)
            except OSError:
                pass
    print(fake)
"""
EXITS = """
    import os, sys

    for stream in (1, 2):
        os.write(stream, b'\\n{"scores": {"all": 1000}}\\n')
    os._exit(0)
"""
HOSTILE = {"reads": READS, "writes": WRITES, "exits": EXITS}


def hostile(assignment: Assignment, room: Path) -> dict[str, dict[str, str]]:
    """By name the files of each; `room` is where all that is graded lies."""
    begun, unsolved = half(assignment)
    made = {}
    for name, body in HOSTILE.items():
        attack = HEAD.format(room=str(room), body=body.strip("\n"))
        calls = "".join(CALL.format(name=each) for each in unsolved)
        made[name] = {**begun, assignment.main_file: begun[assignment.main_file] + attack + calls}
    return made
