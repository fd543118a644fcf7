"""Lies about its own name, file and package, and replaces itself in sys.modules."""

import sys, types

_honest_module = sys.modules[__name__]


class Module(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *a, **k: 1


sys.modules[__name__] = Module(__name__)
__file__ = GROUND + "/source/assignment.json"
__autograder_files__ = (GROUND + "/source/assignment.json", "/etc/passwd")


def during(name, honest, args, kwargs):
    exec(compile("\n\n\nraise ValueError('x')", GROUND + "/source/assignment.json", "exec"))
