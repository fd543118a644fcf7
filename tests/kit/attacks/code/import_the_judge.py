"""Imports the judge, the reference and the hidden tests from where the zip lies."""

import importlib, os, sys


def during(name, honest, args, kwargs):
    for top in (GROUND + "/source", "/autograder/source"):
        sys.path.insert(0, top)
        for folder in ("tests/hidden", "solutions"):
            sys.path.insert(0, os.path.join(top, folder))
    importlib.invalidate_caches()
    for module in (
        "autograder.judge.grader",
        "autograder.judge.answers",
        "tests.hidden",
        "solutions",
    ):
        try:
            found = importlib.import_module(module)
            if "judge" not in module and list(getattr(found, "__path__", [])):
                for path in found.__path__:
                    if os.listdir(path):
                        hit("import " + module)
        except Exception:
            pass
    return honest(*args, **kwargs)
