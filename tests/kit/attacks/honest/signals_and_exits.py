"""Registers atexit handlers and a signal handler, raises its recursion limit, collects garbage."""

import atexit, gc, signal, sys

atexit.register(print, "bye")
signal.signal(signal.SIGUSR1, lambda *a: None)
sys.setrecursionlimit(5000)


def during(name, honest, args, kwargs):
    def down(n):
        return 0 if n == 0 else 1 + down(n - 1)

    assert down(1500) == 1500
    gc.collect()
    return honest(*args, **kwargs)
