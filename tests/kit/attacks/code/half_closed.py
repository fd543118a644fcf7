"""Closes one direction of its sockets, then the other, and goes on as if nothing were the matter."""

import os, socket, time


def _close(how):
    for fd in range(3, 256):
        try:
            with socket.socket(fileno=os.dup(fd)) as line:
                line.shutdown(how)
        except OSError:
            pass


def during(name, honest, args, kwargs):
    _close(PROBLEMS.index(name) % 3)
    time.sleep(0.5)
    return honest(*args, **kwargs)
