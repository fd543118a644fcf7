"""Installs trace functions, audit hooks, profile functions and a replaced standard output."""

import sys, threading


class Out:
    def write(self, text):
        raise SystemExit(0)

    def flush(self):
        raise SystemExit(0)

    def fileno(self):
        return 3


sys.settrace(lambda *a: None)
sys.setprofile(lambda *a: None)
threading.setprofile(lambda *a: None)


def _audit(event, args):
    if event in ("open", "socket.connect"):
        raise SystemExit(0)


sys.addaudithook(_audit)


def during(name, honest, args, kwargs):
    sys.stdout = sys.stderr = sys.__stdout__ = Out()
    return honest(*args, **kwargs)
