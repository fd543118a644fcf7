"""Opens descriptors until there are none, and fills their buffers."""

import os, socket


def during(name, honest, args, kwargs):
    kept = []
    while True:
        try:
            pair = socket.socketpair()
            kept.append(pair)
            pair[0].setblocking(False)
            pair[0].send(b"x" * 100_000)
        except OSError:
            break
    return honest(*args, **kwargs)
