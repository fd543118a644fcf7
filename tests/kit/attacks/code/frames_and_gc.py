"""Walks frames, the garbage collector and sys.modules in search of tests and expected values."""

import gc, sys


def during(name, honest, args, kwargs):
    frame = sys._getframe()
    while frame is not None:
        for key, value in list(frame.f_locals.items()):
            if key in ("expected", "reference", "suite", "answers", "grader"):
                hit("frame: " + key)
        frame = frame.f_back
    for module in list(sys.modules):
        if module.startswith(("tests.", "test_", "solutions", "misconceptions", "reference")):
            hit("module: " + module)
    for thing in gc.get_objects():
        try:
            if type(thing) is str or type(thing) is bytes:
                show_if_secret(thing, "gc")
            elif type(thing) is dict and "CANARY" in thing:
                hit("gc")
            elif type(thing).__name__ in ("Grader", "Suite", "Answers", "TestFacts"):
                hit("gc: " + type(thing).__name__)
        except Exception:
            pass
    return honest(*args, **kwargs)
