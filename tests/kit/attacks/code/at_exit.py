"""Hooks into the end of the process: atexit, excepthook, a destructor, a thread."""

import atexit, os, sys, threading


class Last:
    def __del__(self):
        os._exit(0)


atexit.register(os._exit, 0)
sys.excepthook = threading.excepthook = lambda *a: os._exit(0)
sys.unraisablehook = lambda *a: os._exit(0)
_last = Last()


def during(name, honest, args, kwargs):
    global _last
    del _last
    raise RuntimeError("hook")
